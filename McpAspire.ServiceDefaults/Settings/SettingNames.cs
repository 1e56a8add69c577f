namespace McpAspire.ServiceDefaults.Settings;

/// <summary>The names that an enum setting accepts. The binder alone would also accept numbers.</summary>
/// <param name="Property">The property of the options class.</param>
/// <param name="Names">The names; letter case does not matter.</param>
public sealed record SettingNames(string Property, IReadOnlyList<string> Names)
{
    /// <summary>The names of <typeparamref name="TEnum"/>.</summary>
    public static SettingNames Of<TEnum>(string property)
        where TEnum : struct, Enum => new(property, Enum.GetNames<TEnum>());
}
