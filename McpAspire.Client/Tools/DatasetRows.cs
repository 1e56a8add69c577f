using System.Text.Json;

namespace McpAspire.Client.Tools;

/// <summary>
/// Rows of a dataset, as <c>query_data</c> returns them: <c>Rows</c> of <c>Total</c> matching rows. <c>NextSkip</c> is absent at the end;
/// <c>Truncated</c> tells that the server dropped rows.
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
