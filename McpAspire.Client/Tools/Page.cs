namespace McpAspire.Client.Tools;

/// <summary>
/// One page of a list of <c>Total</c> items. <c>NextSkip</c> is absent on the last page; <c>Truncated</c> tells that the server dropped
/// items.
/// </summary>
internal sealed record Page<T>(
    int Total, IReadOnlyList<T> Items, int Skip, int Limit, bool HasMore, bool Truncated = false, int? NextSkip = null);
