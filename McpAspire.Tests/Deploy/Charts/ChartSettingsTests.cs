using System.Reflection;
using System.Text.RegularExpressions;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Tests.Deploy.Charts;

/// <summary>What the charts set is what the programs read.</summary>
[Trait("Category", "Deploy")]
public sealed partial class ChartSettingsTests
{
    /// <summary>What the framework and the runtime read, by chart; each has its reason in the chart's README.</summary>
    private static readonly Dictionary<string, string[]> RuntimeVariables = new(StringComparer.Ordinal)
    {
        ["backend"] = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_HTTP_PORTS", .. Telemetry],
        ["mcp-client"] = [.. Telemetry],
        ["mcp-server"] = ["ASPNETCORE_FORWARDEDHEADERS_ENABLED", "DOTNET_GCConserveMemory", "DOTNET_GCHeapHardLimitPercent", .. Telemetry],
    };

    public static TheoryData<string> Charts { get; } = [.. Chart.Names];

    private static IEnumerable<string> Telemetry => ["OTEL_SERVICE_NAME", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"];

    [Theory, MemberData(nameof(Charts))]
    public void The_program_reads_every_variable_that_the_chart_sets(string chart)
    {
        var known = AliasesOf(chart).Select(alias => alias.EnvironmentName).Concat(KeysOf(chart).Select(key => key.Replace(":", "__", StringComparison.Ordinal))).Concat(RuntimeVariables[chart]);

        Assert.Empty(VariablesOf(chart).Except(known));
    }

    [Theory, MemberData(nameof(Charts))]
    public void The_readme_has_the_reason_for_every_setting_that_is_no_value(string chart)
    {
        var readme = new Chart(chart).Read("README.md");
        var set = VariablesOf(chart);
        var open = from key in KeysOf(chart)
                   let alias = AliasesOf(chart).FirstOrDefault(alias => alias.Key == key)
                   let name = alias?.EnvironmentName ?? key
                   where !set.Contains(name) && !set.Contains(name.Replace(":", "__", StringComparison.Ordinal)) && !readme.Contains($"`{name}`", StringComparison.Ordinal)
                   select name;

        Assert.Empty(open);
    }

    [Theory, MemberData(nameof(Charts))]
    public void The_readme_has_the_reason_for_every_variable_of_the_runtime(string chart) =>
        Assert.All(RuntimeVariables[chart], variable => Assert.Contains($"`{variable}`", new Chart(chart).Read("README.md"), StringComparison.Ordinal));

    [Theory, InlineData("mcp-client"), InlineData("mcp-server")]
    public void Of_Azures_variables_the_chart_sets_the_scopes_alone(string chart) =>
        Assert.Equal("AZURE_SCOPES", Assert.Single(VariablesOf(chart), variable => variable.StartsWith("AZURE_", StringComparison.Ordinal)));

    private static HashSet<string> VariablesOf(string chart) =>
        [.. Variable().Matches(new Chart(chart).Read("templates/configmap.yaml").Split("\ndata:\n")[1]).Select(match => match.Groups[1].Value)];

    /// <summary>The flat names of the program, and those that it shares with the others.</summary>
    private static IEnumerable<SettingAlias> AliasesOf(string chart) =>
        from assembly in AssembliesOf(chart)
        from type in assembly.GetTypes()
        from member in type.GetMembers(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        from alias in member switch
        {
            FieldInfo { IsSpecialName: false } field => Aliases(field.FieldType, () => field.GetValue(null)),
            PropertyInfo property => Aliases(property.PropertyType, () => property.GetValue(null)),
            _ => [],
        }
        where chart != "backend" || alias.Key is not { } key || !key.StartsWith("Identity:", StringComparison.Ordinal)
        select alias;

    private static IEnumerable<SettingAlias> Aliases(Type type, Func<object?> value) =>
        type == typeof(SettingAlias) ? [(SettingAlias)value()!] : typeof(IEnumerable<SettingAlias>).IsAssignableFrom(type) ? (IEnumerable<SettingAlias>)value()! : [];

    /// <summary>The keys of the program's options: every property that can be set, of every type that names its section.</summary>
    private static IEnumerable<string> KeysOf(string chart) =>
        from assembly in AssembliesOf(chart)
        from type in assembly.GetTypes()
        let section = type.GetField("SectionName", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() as string
        where section is not null && (chart != "backend" || section != "Identity")
        from property in type.GetProperties()
        where property.SetMethod is { IsPublic: true }
        select $"{section}:{property.Name}";

    private static Assembly[] AssembliesOf(string chart) =>
    [
        typeof(SettingAlias).Assembly,
        Assembly.Load(chart switch { "backend" => "McpAspire.MockBackend", "mcp-client" => "McpAspire.Client", _ => "McpAspire.Server" }),
    ];

    [GeneratedRegex("^  ([A-Za-z_]+): ", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
