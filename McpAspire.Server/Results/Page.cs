using System.ComponentModel;

namespace McpAspire.Server.Results;

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(
    [property: Description("Total number of items that match the arguments.")] int Total,
    [property: Description("The items of this page.")] IReadOnlyList<T> Items,
    [property: Description("Number of items that were skipped.")] int Skip,
    [property: Description("Requested maximum number of items.")] int Limit,
    [property: Description("Whether more items follow.")] bool HasMore,
    [property: Description("Whether the size limit cut items, which follow at next_skip.")] bool Truncated,
    [property: Description("Value of skip for the next page; absent on the last page.")] int? NextSkip = null)
{
    /// <summary>A page of <paramref name="items"/>, which may be fewer than requested.</summary>
    public static Page<T> Of(IReadOnlyList<T> items, int total, int skip, int limit)
    {
        var next = skip + items.Count;
        var more = items.Count > 0 && next < total;
        return new(total, items, skip, limit, more, more && items.Count < limit, more ? next : null);
    }
}
