using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace McpAspire.MockBackend.Faults;

/// <summary>Reads rules such as <c>status=503;retry-after=2;count=1</c>.</summary>
internal static class FaultParser
{
    private const int MaxBodyBytes = 1 << 30;

    private const int DefaultBodyBytes = 50 << 20;

    private static readonly string[] Actions = ["hang", "drop", "body", "redirect"];

    private static readonly FrozenDictionary<string, FaultKind> Kinds = new Dictionary<string, FaultKind>
    {
        ["hang="] = FaultKind.Hang,
        ["drop=before"] = FaultKind.DropBefore,
        ["drop=after"] = FaultKind.DropAfter,
        ["drop=body"] = FaultKind.DropBody,
        ["body=truncated"] = FaultKind.TruncatedBody,
        ["body=garbage"] = FaultKind.GarbageBody,
        ["body=html"] = FaultKind.HtmlBody,
        ["body=huge"] = FaultKind.HugeBody,
        ["body=slow"] = FaultKind.SlowBody,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Part> Parts = new Dictionary<string, Part>
    {
        ["status"] = new(
            "must be 400 to 599, or 301, 302, 303, 307 or 308 with redirect", value => IsBetween(value, 400, 599) || IsRedirect(value)),
        ["retry-after"] = new(
            "must be 0 to 86400 seconds or an HTTP date", value => IsBetween(value, 0, 86_400) || IsHttpDate(value), "status"),
        ["delay"] = new("must be 0 to 600000 milliseconds", value => IsBetween(value, 0, 600_000)),
        ["hang"] = new("has no value", value => value.Length == 0),
        ["drop"] = new("must be before, after or body", value => Kinds.ContainsKey($"drop={value}")),
        ["body"] = new("must be truncated, garbage, html, huge or slow", value => Kinds.ContainsKey($"body={value}")),
        ["size"] = new("must be 14 to 1073741824 bytes", value => IsBetween(value, 14, MaxBodyBytes), "body=huge"),
        ["interval"] = new("must be 1 to 60000 milliseconds", value => IsBetween(value, 1, 60_000), "body=slow"),
        ["redirect"] = new("must be an http or https address, or have no value", value => value.Length == 0 || IsAddress(value)),
        ["method"] = new("must be one word", value => value.Length > 0 && value.All(char.IsAsciiLetter)),
        ["path"] = new(
            "must begin with / and may end with *", value => value.StartsWith('/') && !value[..^1].Contains('*', StringComparison.Ordinal)),
        ["count"] = new("must be 1 to 10000, or * for all", value => value == "*" || IsBetween(value, 1, 10_000)),
        ["per"] = new("must be path", value => value == "path", "count"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads a rule. <paramref name="problem" /> completes a sentence and repeats only names of parts.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FaultRule? rule, [NotNullWhen(false)] out string? problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = Read(text, values) ?? Check(values);
        rule = problem is null ? ToRule(text, values) : null;
        return rule is not null;
    }

    private static string? Read(string text, Dictionary<string, string> values)
    {
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals].TrimEnd(), part[(equals + 1)..].TrimStart());
            if (!Parts.TryGetValue(name, out var known))
            {
                return $"may have only these parts: {string.Join(", ", Parts.Keys.Order(StringComparer.Ordinal))}";
            }

            if (!known.Accepts(value))
            {
                return $"is wrong: {name} {known.Rule}";
            }

            if (!values.TryAdd(name, value))
            {
                return $"is wrong: {name} is duplicated";
            }
        }

        return null;
    }

    private static string? Check(Dictionary<string, string> values)
    {
        var actions = Actions.Count(values.ContainsKey);
        var status = values.GetValueOrDefault("status");
        var unmet = values.Keys.FirstOrDefault(name => Parts[name].Needs is { } needed && !Has(values, needed));
        return (actions, status) switch
        {
            (0, null) when !values.ContainsKey("delay") => "must specify a fault: status, delay, hang, drop, body or redirect",
            ( > 1, _) => "may have only one of hang, drop, body and redirect",
            (_, not null) when values.ContainsKey("hang") || values.ContainsKey("drop") =>
                "may have a status only alone or with body or redirect",
            (_, not null) when IsRedirect(status) != values.ContainsKey("redirect") =>
                "is wrong: status must be 301, 302, 303, 307 or 308 with redirect, and 400 to 599 without",
            _ when unmet is not null => $"is wrong: {unmet} needs {Parts[unmet].Needs}",
            _ => null,
        };
    }

    private static FaultRule ToRule(string text, Dictionary<string, string> values)
    {
        var action = Actions.FirstOrDefault(values.ContainsKey);
        var location = values.GetValueOrDefault("redirect");
        var fault = new Fault(action switch
        {
            null => values.ContainsKey("status") ? FaultKind.Status : FaultKind.Delay,
            "redirect" => FaultKind.Redirect,
            _ => Kinds[$"{action}={values[action]}"],
        })
        {
            Delay = Milliseconds(values, "delay", 0),
            Status = Number(values, "status") ?? (location is null ? null : StatusCodes.Status302Found),
            RetryAfter = values.GetValueOrDefault("retry-after"),
            Location = string.IsNullOrEmpty(location) ? null : location,
            Size = Number(values, "size") ?? DefaultBodyBytes,
            Interval = Milliseconds(values, "interval", 100),
        };
        return new FaultRule(text, fault)
        {
            Method = values.GetValueOrDefault("method"),
            Path = values.GetValueOrDefault("path"),
            Count = values.GetValueOrDefault("count") is "*" ? null : Number(values, "count") ?? 1,
            CountsByPath = values.ContainsKey("per"),
        };
    }

    private static int? Number(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Milliseconds(Dictionary<string, string> values, string name, int otherwise) =>
        TimeSpan.FromMilliseconds(Number(values, name) ?? otherwise);

    private static bool Has(Dictionary<string, string> values, string needed) =>
        needed.Split('=') is [var name, .. var value]
        && values.TryGetValue(name, out var actual)
        && (value.Length == 0 || value[0] == actual);

    private static bool IsBetween(string value, int low, int high) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high;

    private static bool IsRedirect(string value) => value is "301" or "302" or "303" or "307" or "308";

    private static bool IsHttpDate(string value) =>
        DateTimeOffset.TryParseExact(value, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // A header is ASCII only.
    private static bool IsAddress(string value) =>
        Ascii.IsValid(value) && Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" };

    /// <summary>One part of the syntax.</summary>
    /// <param name="Rule">Describes its values, as the end of a sentence.</param>
    /// <param name="Accepts">Whether a value is valid.</param>
    /// <param name="Needs">Another part that it depends on, as written; null for none.</param>
    private sealed record Part(string Rule, Func<string, bool> Accepts, string? Needs = null);
}
