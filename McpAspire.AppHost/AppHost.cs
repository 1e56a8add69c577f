using McpAspire.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
if (FixedPort.IsTaken(builder, 8000))
{
    await Console.Error.WriteLineAsync("error: mcp-server cannot start: port 8000 is taken (ss -ltnp 'sport = :8000' says by what)");
    return 1;
}

var entra = new LocalEntra(builder);

builder.AddManagedIdentity(ResourceNames.ServerIdentity);
builder.AddManagedIdentity(ResourceNames.ClientIdentity);

// client ──MCP──▶ server ──REST + bearer──▶ backend
var backend = builder.AddProject<Projects.McpAspire_MockBackend>(ResourceNames.Backend, options => options.ExcludeLaunchProfile = true)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health/ready")
    .WithLink("/health")
    .InDevelopment()
    .WithDataDirectory()
    .WithLocalEntra(entra);

var server = builder.AddProject<Projects.McpAspire_Server>(ResourceNames.Server, options => options.ExcludeLaunchProfile = true)
    .WithHttpEndpoint(port: 8000)
    .WithReference(backend).WaitFor(backend)
    .WithEnvironment("BACKEND_API_URL", backend.GetEndpoint("http"))
    .WithHttpHealthCheck("/health/ready")
    .WithExternalHttpEndpoints()
    .WithLink("/tools").WithLink("/health")
    .InDevelopment()
    .WithContainerPort(3333)
    .WithWorkloadIdentity(entra)
    .WithCallerAuthorization();

builder.AddProject<Projects.McpAspire_Client>(ResourceNames.Client, options => options.ExcludeLaunchProfile = true)
    .WithHttpEndpoint()
    .WithReference(server).WaitFor(server)
    .WithEnvironment("MCP_SERVER_URL", server.GetEndpoint("http"))
    .WithHttpHealthCheck("/health/ready")
    .WithLink("/health")
    .InDevelopment()
    .WithContainerPort(8081)
    .WithWorkloadIdentity(entra);

await builder.Build().RunAsync();
return 0;
