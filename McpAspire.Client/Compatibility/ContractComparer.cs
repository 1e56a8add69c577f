using System.Globalization;
using System.Text.Json;
using McpAspire.Client.Compatibility.Rules;
using McpAspire.Client.Compatibility.Schemas;
using McpAspire.Client.Terminal;
using ModelContextProtocol.Protocol;

namespace McpAspire.Client.Compatibility;

/// <summary>
/// Compares a contract with the current state of a server. For a client's contract, compares only its requirements: additions are not
/// differences.
/// </summary>
internal static class ContractComparer
{
    /// <param name="before">The contract.</param>
    /// <param name="after">The current contract of a server.</param>
    public static IReadOnlyList<Finding> Compare(Contract before, Contract after)
    {
        var found = new List<Finding>();
        CompareServer(before, after, found);
        foreach (var (name, tool) in before.Tools.OrderBy(static tool => tool.Key, StringComparer.Ordinal))
        {
            if (after.Tools.TryGetValue(name, out var now))
            {
                CompareTool(name, tool, now, before.Kind, found);
            }
            else
            {
                found.Add(new("tool.gone", name, null, tool.Title ?? name, null, NewName(name, tool, before, after)));
            }
        }

        foreach (var (name, tool) in after.Tools.Where(tool => !before.Tools.ContainsKey(tool.Key))
            .OrderBy(static tool => tool.Key, StringComparer.Ordinal))
        {
            found.Add(new("tool.added", name, null, null, tool.Title ?? name, null));
        }

        return [
            .. found.Where(finding => before.Kind == ContractKind.Server || finding.Rule.Grade != Grade.Additive)
                .OrderByDescending(static finding => finding.Rule.Grade)];
    }

    private static void CompareServer(Contract before, Contract after, List<Finding> found)
    {
        var (old, current) = (string.Join(", ", before.ProtocolRevisions), string.Join(", ", after.ProtocolRevisions));
        if (before.Kind == ContractKind.Client)
        {
            if (before.ProtocolRevisions.Count > 0 && !before.ProtocolRevisions.Intersect(after.ProtocolRevisions).Any())
            {
                found.Add(new("revision.none-common", null, null, old, current, null));
            }

            return;
        }

        if (before.Server != after.Server)
        {
            found.Add(new("server.renamed", null, null, before.Server, after.Server, null));
        }

        found.AddRange(
            before.ProtocolRevisions.Except(after.ProtocolRevisions)
                .Select(revision => new Finding("revision.dropped", null, null, revision, null, null)));
        found.AddRange(
            after.ProtocolRevisions.Except(before.ProtocolRevisions)
                .Select(revision => new Finding("revision.added", null, null, null, revision, null)));
    }

    private static void CompareTool(string name, ToolContract before, ToolContract after, ContractKind kind, List<Finding> found)
    {
        var statedOnly = kind == ContractKind.Client;
        Add(before.Title, after.Title);
        Add(before.Description, after.Description);
        CompareHints(name, before.Annotations ?? new(), after.Annotations ?? new(), statedOnly, found);
        AddSchemas(SchemaComparer.Compare(before.InputSchema, after.InputSchema, Direction.Input, statedOnly));
        if (before.OutputSchema is { } old && after.OutputSchema is { } current)
        {
            AddSchemas(SchemaComparer.Compare(old, current, Direction.Output, statedOnly));
        }
        else if (before.OutputSchema is not null || after.OutputSchema is not null)
        {
            found.Add(new(before.OutputSchema is null ? "tool.output.added" : "tool.output.dropped", name, null, null, null, null));
        }

        CompareErrors(name, before.Errors, after.Errors, found);
        CompareLimits(name, before.Limits ?? new(), after.Limits ?? new(), kind, found);

        void Add(string? was, string? now)
        {
            if (was != now && !(statedOnly && was is null))
            {
                found.Add(new("tool.text.changed", name, null, was, now, null));
            }
        }

        void AddSchemas(IEnumerable<Finding> differences)
        {
            found.AddRange(differences.Select(difference => difference with { Tool = name }));
        }
    }

    /// <summary>The defaults of MCP for missing hints: not read-only, destructive, not idempotent, open world.</summary>
    private static void CompareHints(string name, ToolAnnotations before, ToolAnnotations after, bool statedOnly, List<Finding> found)
    {
        var (wasReadOnly, isReadOnly) = (before.ReadOnlyHint ?? false, after.ReadOnlyHint ?? false);
        Add(before.ReadOnlyHint, wasReadOnly, isReadOnly, isReadOnly ? "hint.read-only.gained" : "hint.read-only.lost", "readOnlyHint");

        // A read-only tool is neither destructive nor unrepeatable, regardless of its other hints.
        var (wasDestructive, isDestructive) = (
            !wasReadOnly && (before.DestructiveHint ?? true), !isReadOnly && (after.DestructiveHint ?? true));
        Add(
            before.DestructiveHint ?? before.ReadOnlyHint,
            wasDestructive,
            isDestructive,
            isDestructive ? "hint.destructive.gained" : "hint.destructive.lost",
            "destructiveHint");
        var (wasIdempotent, isIdempotent) = (
            wasReadOnly || (before.IdempotentHint ?? false), isReadOnly || (after.IdempotentHint ?? false));
        Add(
            before.IdempotentHint ?? before.ReadOnlyHint,
            wasIdempotent,
            isIdempotent,
            isIdempotent ? "hint.idempotent.gained" : "hint.idempotent.lost",
            "idempotentHint");
        Add(before.OpenWorldHint, before.OpenWorldHint ?? true, after.OpenWorldHint ?? true, "hint.open-world.changed", "openWorldHint");
        if (before.Title != after.Title && !(statedOnly && before.Title is null))
        {
            found.Add(new("tool.text.changed", name, null, before.Title, after.Title, null));
        }

        void Add(bool? stated, bool was, bool now, string rule, string hint)
        {
            if (was != now && !(statedOnly && stated is null))
            {
                found.Add(new(rule, name, null, Flag(hint, was), Flag(hint, now), null));
            }
        }
    }

    private static string Flag(string hint, bool value) => $"{hint} {(value ? "true" : "false")}";

    private static void CompareErrors(string name, IReadOnlyList<string>? before, IReadOnlyList<string>? after, List<Finding> found)
    {
        if (before is null)
        {
            return;
        }

        if (after is null)
        {
            found.Add(new("error.unstated", name, null, string.Join(", ", before), null, null));
            return;
        }

        found.AddRange(after.Except(before).Select(code => new Finding("error.added", name, null, null, code, null)));
        found.AddRange(before.Except(after).Select(code => new Finding("error.dropped", name, null, code, null, null)));
    }

    private static void CompareLimits(string name, ToolLimits before, ToolLimits after, ContractKind kind, List<Finding> found)
    {
        Add(before.DeadlineSeconds, after.DeadlineSeconds, "limit.deadline.shorter", "limit.deadline.longer", "s");
        Add(before.ResultBytes, after.ResultBytes, "limit.result.smaller", "limit.result.larger", "bytes");

        void Add(double? was, double? now, string less, string more, string unit)
        {
            // A client's limits are maximums: lower limits of the server are not differences.
            if (was is { } old && was != now && !(kind == ContractKind.Client && now < was))
            {
                found.Add(
                    new(
                        now is null ? "limit.unstated" : now < was ? less : more,
                        name,
                        null,
                        Text(old),
                        now is { } current ? Text(current) : null,
                        null));
            }

            string Text(double value)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value} {unit}");
            }
        }
    }

    /// <summary>Suggests a replacement of a missing tool: a new one with the same schemas, or with a similar name.</summary>
    private static string? NewName(string name, ToolContract tool, Contract before, Contract after) =>
        Suggestion.Rename(
            name,
            [.. after.Tools.Where(other => !before.Tools.ContainsKey(other.Key)).Select(other => (other.Key, IsLike(tool, other.Value)))]);

    private static bool IsLike(ToolContract one, ToolContract other) =>
        JsonElement.DeepEquals(one.InputSchema, other.InputSchema)
            && (
                one.OutputSchema is { } left && other.OutputSchema is { } right
                    ? JsonElement.DeepEquals(left, right)
                    : one.OutputSchema is null && other.OutputSchema is null);
}
