using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.Testing.Wire;

namespace McpAspire.Tests.Http;

/// <summary>A row of the tables in docs/HTTP_REQUESTS.md, which describes its syntax.</summary>
internal sealed partial record WildRow(
    string Section,
    int Number,
    string What,
    string Request,
    string Message,
    string Headers,
    string Status,
    string AnswerHeaders,
    string Answer)
{
    /// <summary>The section whose rows have tokens.</summary>
    public const string Callers = "Callers";

    private const string Closing = ", then closes";

    private bool Closes => Request.EndsWith(Closing, StringComparison.Ordinal);

    /// <summary>Sends the request to the server, and checks the response.</summary>
    public async Task VerifyAsync(Uri server)
    {
        var answer = await RawHttp.SendAsync(server, ToRequest(server).ToBytes(), Closes, Cancellation);

        var headers = string.Join("; ", answer?.Headers.Select(header => $"{header.Key}: {answer.Header(header.Key)}") ?? []);
        var seen = $"{Number}, {What}: {answer?.Status} {headers}\n{answer?.Body[..Math.Min(answer.Body.Length, 2000)]}";
        Assert.True(Status == (answer?.Status.ToString(CultureInfo.InvariantCulture) ?? "none"), seen);
        Assert.All(Pairs(AnswerHeaders), expected => Assert.True(Matches(answer?.Header(expected.Name), expected.Value), seen));
        Assert.True(Matches(answer, Answer), seen);
    }

    private RawRequest ToRequest(Uri server)
    {
        var line = Expand(Request.Replace(Closing, string.Empty, StringComparison.Ordinal), server);
        var call = ToCall(Expand(Message, server));
        var request = new RawRequest(
            line.Contains(" HTTP/", StringComparison.Ordinal) ? line : $"{line} HTTP/1.1",
            [("Host", server.Authority), ("Connection", "close")],
            Unescape(call?.Body ?? string.Empty));
        foreach (var (name, value) in call is null ? [] : call.Headers.Append(new("Content-Type", call.ContentType!)))
        {
            request = request.Add(name, value);
        }

        var changed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Pairs(Expand(Headers, server)))
        {
            request = value is "-" ? request.Without(name)
                : changed.Add(name) ? request.With(name, Control(value))
                : request.Add(name, Control(value));
        }

        return request;
    }

    private static bool Matches(string? header, string expected) =>
        expected is "-" ? header is null : header?.StartsWith(expected, StringComparison.Ordinal) is true;

    private static bool Matches(RawAnswer? answer, string expected) => expected switch
    {
        "" => true,
        "empty" => answer is null or { Body.Length: 0 },
        _ when expected.StartsWith('{') => JsonSubset.IsIn(JsonNode.Parse(expected), answer?.Json),
        _ => answer?.Body.Contains(expected, StringComparison.Ordinal) is true,
    };

    /// <summary>The names and values of a cell with headers.</summary>
    private static IEnumerable<(string Name, string Value)> Pairs(string cell) =>
        from line in cell.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let pair = line.Split(": ", 2)
        from name in Numbered(pair[0])
        select (name, pair.Length > 1 ? pair[1] : string.Empty);

    private static McpCall? ToCall(string message)
    {
        if (message.Length == 0)
        {
            return null;
        }

        if (CallForm().Match(message) is not { Success: true } form)
        {
            return new McpCall { Body = message };
        }

        var (revision, name, json) = (form.Groups["revision"].Value, form.Groups["name"].Value, form.Groups["json"].Value);
        var parameters = json.Length > 0 ? JsonNode.Parse(json)!.AsObject() : null;
        return name is "initialize" && parameters is null ? McpCall.Initialize(revision)
            : name is "initialize" or "ping" || name.Contains('/', StringComparison.Ordinal)
                ? McpCall.Of(revision, name, parameters, id: name.StartsWith("notifications/", StringComparison.Ordinal) ? null : 1)
                : McpCall.Tool(revision, name, parameters);
    }

    private static string Expand(string text, Uri server) => Repetition().Replace(
        text.Replace("{port}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        match => string.Concat(
            Enumerable.Repeat(match.Groups["text"].Value, int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture))));

    private static IEnumerable<string> Numbered(string name) => Range().Match(name) is { Success: true } range
        ? Enumerable.Range(1, int.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture)).Select(
            number => range.Result($"$`{number}$'"))
        : [name];

    private static string Control(string value) => value
        .Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace(
            "\\0", "\0", StringComparison.Ordinal);

    /// <summary>Turns text into UTF-8, <c>\xFF</c> into the byte.</summary>
    private static byte[] Unescape(string text) =>
    [
        .. Piece().Matches(text).SelectMany(piece =>
            piece.Groups["hex"] is { Success: true } hex ? Convert.FromHexString(hex.ValueSpan) : Encoding.UTF8.GetBytes(piece.Value)),
    ];

    [GeneratedRegex(@"^(?<revision>\d{4}-\d\d-\d\d) (?<name>[\w/-]+)(?: (?<json>\{.*\}))?$", RegexOptions.Singleline)]
    private static partial Regex CallForm();

    [GeneratedRegex(@"\{(?<text>[^{}*]{1,8})\*(?<times>\d+)\}")]
    private static partial Regex Repetition();

    [GeneratedRegex(@"\{1\.\.(?<last>\d+)\}")]
    private static partial Regex Range();

    [GeneratedRegex(@"\\x(?<hex>[0-9A-F]{2})|(?:(?!\\x[0-9A-F]{2}).)+", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
