using System.Globalization;

namespace McpAspire.Tests.Deploy.Checks;

/// <summary>Kubernetes' quantities, such as <c>200m</c> or <c>256Mi</c>, in cores or bytes.</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["m"] = 0.001m,
        ["k"] = 1_000,
        ["M"] = 1_000_000,
        ["G"] = 1_000_000_000,
        ["Ki"] = 1 << 10,
        ["Mi"] = 1 << 20,
        ["Gi"] = 1 << 30,
    };

    /// <returns><see langword="null"/> for a missing or invalid quantity.</returns>
    public static decimal? Parse(string? text)
    {
        var unit = text?.TrimStart("0123456789.".ToCharArray()) ?? "?";
        return Units.TryGetValue(unit, out var factor)
            && decimal.TryParse(text![..^unit.Length], CultureInfo.InvariantCulture, out var number) ? number * factor : null;
    }
}
