using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace McpAspire.Tests.Deploy.Checks.Rules;

/// <summary>Ports and probes match the addresses and routes of the program.</summary>
internal static class PortRules
{
    public static readonly string[] Probes = ["startupProbe", "livenessProbe", "readinessProbe"];

    private static readonly HashSet<string> HealthPaths = ReadHealthPaths();

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("PT001", "Every port of a Service leads to a port of the container, by its name.", static rendering =>
            from service in rendering.Of("Service")
            from port in service.Each("spec", "ports")
            where port.Number("targetPort") is not null || rendering.PortNumber(port.At("targetPort")) is null
            select $"{ObjectRules.Describe(service)} sends port {port.Text("port")} to '{port.Text("targetPort")}'"),
        new("PT002", "The program listens on the container's first port.", static rendering =>
            rendering.Program.PortIn(rendering.Environment()) == rendering.Container.Each("ports").FirstOrDefault().Text("containerPort")
                ? []
            : [$"the program listens on {rendering.Program.PortIn(rendering.Environment())}, which is not the container's first port"]),
        new("PT003", "Probes use a port of the container and a health route of the program.", static rendering =>
            from probe in Probes
            let get = rendering.Container.Table(probe, "httpGet")
            where rendering.PortNumber(get.At("port")) is not { } port
                || !rendering.Container.Each("ports").Any(one => one.Number("containerPort") == port)
                    || !HealthPaths.Contains(get.Text("path") ?? "?")
            select $"{probe} asks for {get.Text("path")} on port {get.Text("port")}"),
        new("PT004",
            "Liveness and startup check the process only, readiness its dependencies: a failing dependency never restarts a pod.",
            static rendering =>
            from probe in Probes
            let path = rendering.Container.Text(probe, "httpGet", "path")
            where path?.EndsWith(probe == "readinessProbe" ? "/ready" : "/live", StringComparison.Ordinal) != true
            select $"{probe} asks for {path}"),
        new("PT005",
            "Ports 3333 and 8000 of the server's Service lead to container port 3333; 8000 in the pod is the workload identity proxy's.",
            static rendering =>
            rendering.Chart != "mcp-server" ? []
            : (from number in (long[])[3333, 8000]
               where !rendering.Of("Service").SelectMany(static service => service.Each("spec", "ports"))
                   .Any(port => port.Number("port") == number && rendering.PortNumber(port.At("targetPort")) == 3333)
               select $"port {number} does not lead to 3333")
            .Concat(rendering.Container.Each("ports").Where(static port => port.Number("containerPort") == 8000)
                .Select(static _ => "the container has port 8000"))),
        new("PT006", "Names and numbers of ports are unique.", static rendering =>
            rendering.Of("Service").Select(static service => service.Each("spec", "ports").ToList())
                .Append([.. rendering.Container.Each("ports")])
                .Where(static ports =>
                    ports.DistinctBy(static port => port.Text("name")).Count() != ports.Count
                    || ports.DistinctBy(static port => port.Text("containerPort") ?? port.Text("port")).Count() != ports.Count)
                .Select(static ports => $"among {string.Join(", ", ports.Select(static port => port.Text("name")))} one is duplicated")),
        new("PT007",
            "Readiness has 3 s or more, startup 60 s or more, and a pod restarts after 60 s or more without an answer.",
            static rendering =>
            (Budget(rendering, "startupProbe") < 60 ? ["the start may take less than 60 seconds"] : Array.Empty<string>())
            .Concat(Budget(rendering, "livenessProbe") < 60 ? ["a pod is restarted after less than 60 seconds"] : [])
            .Concat(rendering.Container.Number("readinessProbe", "timeoutSeconds") is >= 3 ? [] : ["readiness has less than 3 seconds"])),
        new("PT008",
            "An HTTPRoute exposes the MCP endpoint and its metadata only, through a port of the Service.",
            static rendering =>
            from route in rendering.Of("HTTPRoute")
            from rule in route.Each("spec", "rules")
            where rule.Each("matches").Select(static match => $"{match.Text("path", "type")} {match.Text("path", "value")}")
                .DefaultIfEmpty("all").Any(static match => match is not ("Exact /mcp" or "Exact /mcp/" or "PathPrefix /.well-known"))
                || rule.Each("backendRefs")
                    .Any(backend =>
                    !rendering.Of("Service")
                    .Any(service =>
                    Rendering.NameOf(service) == backend.Text("name")
                    && service.Each("spec", "ports").Any(port => port.Number("port") == backend.Number("port"))))
                || !route.Each("spec", "parentRefs").Any()
            select $"{ObjectRules.Describe(route)} shows more than /mcp and /.well-known, or leads nowhere"),
    ];

    private static long Budget(Rendering rendering, string probe) =>
        (rendering.Container.Number(probe, "periodSeconds") ?? 10) * (rendering.Container.Number(probe, "failureThreshold") ?? 3);

    private static HashSet<string> ReadHealthPaths()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults();
        using var app = builder.Build();
        app.MapHealthEndpoints();
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(static endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")];
    }
}
