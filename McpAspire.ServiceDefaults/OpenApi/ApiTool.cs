using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McpAspire.ServiceDefaults.OpenApi;

/// <summary>An operation as the tool that models see, and how its arguments become a request.</summary>
public sealed class ApiTool
{
    /// <summary>The header that identifies a repeated request.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The argument for <see cref="IdempotencyKey"/>.</summary>
    public const string IdempotencyArgument = "idempotency_key";

    /// <summary>The largest definition, in bytes of JSON: every model that uses the server pays for it.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int BytesPerToken = 4;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<string> _definition;

    internal ApiTool(ApiOperation operation) => (Operation, _definition) = (operation, new(() => Describe().ToJsonString(Readable)));

    /// <summary>The operation.</summary>
    public ApiOperation Operation { get; }

    /// <summary>The tool's name.</summary>
    public required string Name { get; init; }

    /// <summary>The tool's title.</summary>
    public required string? Title { get; init; }

    /// <summary>The tool's description.</summary>
    public required string? Description { get; init; }

    /// <summary>The permission that callers need.</summary>
    public required string Permission { get; init; }

    /// <summary>The settings that it was made from.</summary>
    public required ApiToolSettings Settings { get; init; }

    /// <summary>The parameters, fixed ones included.</summary>
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>The media type of the request's body.</summary>
    /// <value><see langword="null"/> without a body.</value>
    public required string? BodyType { get; init; }

    /// <summary>The schema of the arguments.</summary>
    public required JsonObject InputSchema { get; init; }

    /// <summary>The schema of the structured content.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public required JsonObject? OutputSchema { get; init; }

    /// <summary>The member that a response which is no object is wrapped in.</summary>
    /// <value><see langword="null"/> if the response is an object.</value>
    public required string? Wrapper { get; init; }

    /// <summary>Whether the operation takes an <c>Idempotency-Key</c>.</summary>
    public bool HasIdempotencyKey { get; init; }

    /// <summary>Whether the tool changes nothing.</summary>
    public bool IsReadOnly => Settings.ReadOnly ?? Operation.IsSafe;

    /// <summary>Whether the tool may destroy data.</summary>
    public bool IsDestructive => Settings.Destructive ?? (Operation.Method is "DELETE");

    /// <summary>Whether a repeated call changes nothing more.</summary>
    public bool IsIdempotent => Settings.Idempotent ?? (IsReadOnly || (Operation.Method is "PUT" or "DELETE"));

    /// <summary>Whether a failed request may be sent once more.</summary>
    public bool IsRepeatable => Operation.IsSafe || HasIdempotencyKey || (Settings.Retry && (Operation.Method is "PUT" or "DELETE"));

    /// <summary>The size of the definition in bytes of JSON.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(_definition.Value);

    /// <summary>About how many tokens of a model's context the definition takes.</summary>
    public int Tokens => (Bytes + BytesPerToken - 1) / BytesPerToken;

    /// <summary>The optional arguments of the query: they can make a result smaller.</summary>
    public IEnumerable<string> Narrowing =>
        from parameter in Parameters
        where parameter is { Location: ApiLocation.Query, IsRequired: false, Fixed: null }
        select parameter.Argument;

    private JsonObject Describe()
    {
        var definition = new JsonObject
        {
            ["name"] = Name,
            ["title"] = Title,
            ["description"] = Description,
            ["inputSchema"] = InputSchema.DeepClone(),
        };
        if (OutputSchema is not null)
        {
            definition["outputSchema"] = OutputSchema.DeepClone();
        }

        return definition;
    }
}
