using System.ComponentModel;

namespace McpAspire.Server.Results;

/// <summary>One page of a list.</summary>
internal sealed record Page<T>(
    [property: Description("Number of items in all.")] int Total,
    [property: Description("The items of this page.")] IReadOnlyList<T> Items,
    [property: Description("Number of items before this page.")] int Skip,
    [property: Description("Maximum number of items that was requested.")] int Limit,
    [property: Description("Whether more items follow.")] bool HasMore,
    [property: Description("Whether items were cut to keep the result small.")] bool Truncated,
    [property: Description("The skip of the next page; absent on the last.")] int? NextSkip = null)
{
    /// <summary>A page of <paramref name="items"/>, which may be fewer than were asked for.</summary>
    public static Page<T> Of(IReadOnlyList<T> items, int total, int skip, int limit)
    {
        var next = skip + items.Count;
        var more = items.Count > 0 && next < total;
        return new(total, items, skip, limit, more, more && items.Count < limit, more ? next : null);
    }
}
