namespace McpAspire.Client.Contracts.Rules;

/// <summary>Rules of everything but schemas: the server, its tools, their hints, errors and limits.</summary>
internal static class ToolRules
{
    public static readonly Rule ServerRenamed = new(
        "server.renamed",
        Grade.Risky,
        "The server gives itself another name.",
        "It may be another server; callers that know it by name look for the old one.");

    public static readonly Rule RevisionDropped = new(
        "revision.dropped",
        Grade.Breaking,
        "A protocol revision is no longer spoken.",
        "Clients that speak only this revision cannot connect.");

    public static readonly Rule RevisionAdded = new(
        "revision.added",
        Grade.Additive,
        "A further protocol revision is spoken.",
        "Clients of this revision can connect.");

    public static readonly Rule NoCommonRevision = new(
        "revision.none-common",
        Grade.Breaking,
        "Server and client have no protocol revision in common.",
        "The client cannot connect.");

    public static readonly Rule Gone = new(
        "tool.gone",
        Grade.Breaking,
        "A tool is gone.",
        "Calls of {tool} fail.");

    public static readonly Rule Added = new(
        "tool.added",
        Grade.Additive,
        "There is a new tool.",
        "Callers may call {tool}; a model has one more tool to choose from.");

    public static readonly Rule Text = new(
        "tool.text.changed",
        Grade.Risky,
        "The title or description of a tool is another.",
        "A model that chooses by it may call {tool} more often, less often, or for something else.");

    public static readonly Rule OutputDropped = new(
        "tool.output.dropped",
        Grade.Breaking,
        "A tool no longer promises structured content.",
        "Readers of the structured content of {tool} find none, or one that they cannot rely on.");

    public static readonly Rule OutputAdded = new(
        "tool.output.added",
        Grade.Additive,
        "A tool now promises structured content.",
        "Readers can rely on the structured content of {tool}.");

    public static readonly Rule ReadOnlyLost = new(
        "hint.read-only.lost",
        Grade.Breaking,
        "A tool that only read may change something (readOnlyHint true to false or absent).",
        "Clients that call read-only tools without asking change data with {tool}.");

    public static readonly Rule ReadOnlyGained = new(
        "hint.read-only.gained",
        Grade.Risky,
        "A tool that could change something is said to only read.",
        "Clients may call {tool} without asking from now on.");

    public static readonly Rule Destructive = new(
        "hint.destructive.gained",
        Grade.Breaking,
        "A tool that only added may overwrite or delete (destructiveHint false to true or absent).",
        "Clients that call {tool} without asking, because it destroys nothing, destroy data.");

    public static readonly Rule NotDestructive = new(
        "hint.destructive.lost",
        Grade.Risky,
        "A tool that could overwrite or delete is said to only add.",
        "Clients may call {tool} without asking from now on.");

    public static readonly Rule IdempotentLost = new(
        "hint.idempotent.lost",
        Grade.Breaking,
        "A tool that could be repeated no longer can (idempotentHint true to false or absent).",
        "Clients that repeat {tool} after a time limit do its work twice.");

    public static readonly Rule IdempotentGained = new(
        "hint.idempotent.gained",
        Grade.Risky,
        "A tool is said to be repeatable.",
        "Clients may repeat {tool} from now on.");

    public static readonly Rule OpenWorld = new(
        "hint.open-world.changed",
        Grade.Risky,
        "A tool is said to reach an open world where it did not, or the reverse (openWorldHint).",
        "Clients may trust the results of {tool} more, or less.");

    public static readonly Rule ErrorAdded = new(
        "error.added",
        Grade.Risky,
        "A further error code may come.",
        "Callers that act on the error codes of {tool} meet one that they do not know.");

    public static readonly Rule ErrorDropped = new(
        "error.dropped",
        Grade.Additive,
        "An error code no longer comes.",
        "Callers handle an error of {tool} that never comes.");

    public static readonly Rule ErrorsUnstated = new(
        "error.unstated",
        Grade.Risky,
        "The server no longer says which error codes may come.",
        "Callers that act on the error codes of {tool} may meet any.");

    public static readonly Rule DeadlineShorter = new(
        "limit.deadline.shorter",
        Grade.Breaking,
        "A tool gives up earlier (deadline_seconds).",
        "Calls of {tool} that took longer than the new limit, and succeeded, fail.");

    public static readonly Rule DeadlineLonger = new(
        "limit.deadline.longer",
        Grade.Risky,
        "A tool may take longer.",
        "Callers whose own limit was set by the old one give up on {tool} before it answers.");

    public static readonly Rule ResultSmaller = new(
        "limit.result.smaller",
        Grade.Breaking,
        "A result may have fewer bytes (result_bytes).",
        "Results of {tool} that fitted are cut short or refused.");

    public static readonly Rule ResultLarger = new(
        "limit.result.larger",
        Grade.Risky,
        "A result may have more bytes.",
        "Readers of {tool} whose buffers were sized by the old limit cut its results short or fail.");

    public static readonly Rule LimitUnstated = new(
        "limit.unstated",
        Grade.Risky,
        "The server no longer says a limit.",
        "Callers of {tool} cannot rely on the old limit.");

    public static readonly IReadOnlyList<Rule> All =
    [
        ServerRenamed,
        RevisionDropped,
        RevisionAdded,
        NoCommonRevision,
        Gone,
        Added,
        Text,
        OutputDropped,
        OutputAdded,
        ReadOnlyLost,
        ReadOnlyGained,
        Destructive,
        NotDestructive,
        IdempotentLost,
        IdempotentGained,
        OpenWorld,
        ErrorAdded,
        ErrorDropped,
        ErrorsUnstated,
        DeadlineShorter,
        DeadlineLonger,
        ResultSmaller,
        ResultLarger,
        LimitUnstated,
    ];
}
