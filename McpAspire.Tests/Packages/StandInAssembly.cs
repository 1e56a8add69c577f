using System.Reflection;

namespace McpAspire.Tests.Packages;

/// <summary>The assembly of one stand-in, the lists under polyfills/api that it is held against, and the real assemblies whose members those lists name.</summary>
internal sealed record StandInAssembly(string Name, IReadOnlyList<string> Lists, IReadOnlyList<string> RealNames)
{
    public static IReadOnlyList<StandInAssembly> All { get; } =
    [
        new("Aspire.Hosting", ["Aspire.Hosting", "Aspire.Hosting.Azure"], ["Aspire.Hosting", "Aspire.Hosting.Azure"]),
        new("Aspire.Hosting.Testing", ["Aspire.Hosting.Testing"], ["Aspire.Hosting.Testing"]),
        new("ModelContextProtocol.AspNetCore", ["ModelContextProtocol.AspNetCore"], ["ModelContextProtocol.AspNetCore"]),
        new("Microsoft.Extensions.Http.Resilience", ["Microsoft.Extensions.Http.Resilience"], ["Microsoft.Extensions.Http.Resilience"]),
        new(
            "Microsoft.Extensions.ServiceDiscovery",
            ["Microsoft.Extensions.ServiceDiscovery"],
            ["Microsoft.Extensions.ServiceDiscovery", "Microsoft.Extensions.ServiceDiscovery.Abstractions"]),
        new("OpenTelemetry.Extensions.Hosting", ["OpenTelemetry.Extensions.Hosting"], ["OpenTelemetry.Extensions.Hosting"]),
        new(
            "OpenTelemetry.Instrumentation",
            ["OpenTelemetry.Instrumentation"],
            ["OpenTelemetry.Instrumentation.AspNetCore", "OpenTelemetry.Instrumentation.Http", "OpenTelemetry.Instrumentation.Runtime"]),
        new(
            "Microsoft.AspNetCore.Authentication.JwtBearer",
            ["Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.IdentityModel.Tokens"],
            ["Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.IdentityModel.Tokens"]),
    ];

    public static StandInAssembly Of(string name) => All.Single(assembly => assembly.Name == name);

    public IEnumerable<string> ReadLists() => Lists.SelectMany(list => File.ReadLines(Repository.PathOf("polyfills", "api", $"{list}.txt")));

    public IEnumerable<string> PublicMembers() => ApiListing.Of(Assembly.Load(Name)).Except(ApiListing.OverridesOf(Assembly.Load(Name)), StringComparer.Ordinal);

    public IEnumerable<string> RealPublicMembers() => RealNames.SelectMany(name => ApiListing.Of(Assembly.Load(name)));
}
