namespace McpAspire.Client.Contracts.Rules;

/// <summary>Rules of what a server calls of its backend. For what goes over the wire the rules of schemas hold as well: those of inputs for requests, those of outputs for responses.</summary>
internal static class BackendRules
{
    public static readonly Rule OperationGone = new(
        "backend.operation.gone",
        Grade.Breaking,
        "The backend no longer has an operation.",
        "The server calls {tool}, and gets 404 or 405: every tool that needs it fails.");

    public static readonly Rule OperationDeprecated = new(
        "backend.operation.deprecated",
        Grade.Risky,
        "The backend has marked an operation as deprecated.",
        "The server calls {tool}, which will go.");

    public static readonly Rule ParameterGone = new(
        "backend.parameter.gone",
        Grade.Breaking,
        "The backend no longer has a parameter.",
        "The server sends {property}; the backend passes over it, and answers something else, or refuses the request.");

    public static readonly Rule ParameterRequired = new(
        "backend.parameter.required",
        Grade.Breaking,
        "The backend requires a parameter that the server does not send, or not always.",
        "The server's requests without {property} are refused.");

    public static readonly Rule ParameterNotCompared = new(
        "backend.parameter.not-compared",
        Grade.Risky,
        "The backend describes a parameter as a document of its own (content), which cannot be compared.",
        "It is not known whether the backend takes {property} as the server sends it; a person has to look.");

    public static readonly Rule BodyGone = new(
        "backend.body.gone",
        Grade.Breaking,
        "The backend no longer takes a body.",
        "What the server sends as {property} is passed over, or refused.");

    public static readonly Rule BodyRequired = new(
        "backend.body.required",
        Grade.Breaking,
        "The backend requires a body that the server does not send.",
        "The server's requests without {property} are refused.");

    public static readonly Rule FieldGone = new(
        "backend.field.gone",
        Grade.Breaking,
        "A field of a body is gone.",
        "The server sends {property}; the backend passes over it, and loses it, or refuses the request.");

    public static readonly Rule RequestType = new(
        "backend.request.content-type",
        Grade.Breaking,
        "The backend takes bodies of another media type only.",
        "The server's requests to {tool} are refused with 415.");

    public static readonly Rule ResponseGone = new(
        "backend.response.gone",
        Grade.Breaking,
        "The backend describes no successful response.",
        "It is not promised what the server gets from {tool}; the tools that need it may fail.");

    public static readonly Rule ResponseType = new(
        "backend.response.content-type",
        Grade.Breaking,
        "A successful response has another media type, or no content.",
        "The server cannot read the answers of {tool}: its tools fail with bad_response.");

    public static readonly Rule ResponseValue = new(
        "backend.response.value",
        Grade.Breaking,
        "A further value of an enumeration may come.",
        "The server reads only the values of {property} that it knows: an answer with another one fails with bad_response.");

    public static readonly Rule StatusAdded = new(
        "backend.status.added",
        Grade.Risky,
        "A further HTTP status may come.",
        "The server may tell the callers of the tools that need {tool} another reason than is meant.");

    public static readonly Rule StatusGone = new(
        "backend.status.gone",
        Grade.Risky,
        "An HTTP status is no longer described.",
        "By this status of {tool} the server tells its callers the reason; what comes instead is not known.");

    public static readonly IReadOnlyList<Rule> All =
    [
        OperationGone,
        OperationDeprecated,
        ParameterGone,
        ParameterRequired,
        ParameterNotCompared,
        BodyGone,
        BodyRequired,
        FieldGone,
        RequestType,
        ResponseGone,
        ResponseType,
        ResponseValue,
        StatusAdded,
        StatusGone,
    ];
}
