using System.Text.Json;

namespace McpAspire.Client.Tools;

/// <summary>
/// Rows of a dataset, as <c>query_data</c> gives them: <c>Rows</c> of the <c>Total</c> that match. <c>NextSkip</c> is absent at the end;
/// <c>Truncated</c> says that the server cut them short.
/// </summary>
internal sealed record DatasetRows(
    string Dataset,
    int Rows,
    IReadOnlyList<JsonElement> Data,
    int Total,
    int Skip,
    int Limit,
    bool HasMore,
    bool Truncated = false,
    int? NextSkip = null);
