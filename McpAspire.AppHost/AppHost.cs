using McpAspire.AppHost;

if (LocalRun.RefuseUnknownCommand(args))
{
    return 2;
}

var builder = LocalRun.CreateBuilder(args);
var entra = new LocalEntra(builder);

builder.AddManagedIdentity(ResourceNames.ServerIdentity);
builder.AddManagedIdentity(ResourceNames.ClientIdentity);

// client ──MCP──▶ server ──REST + bearer──▶ backend
var backend = builder.AddService<Projects.McpAspire_MockBackend>(ResourceNames.Backend)
    .WithFaultCommands()
    .WithLocalEntra(entra);

var server = builder.AddService<Projects.McpAspire_Server>(ResourceNames.Server, port: 8000, targetPort: 3333)
    .WithReference(backend).WaitFor(backend)
    .WithEnvironment("BACKEND_API_URL", backend.GetEndpoint("http"))
    .WithExternalHttpEndpoints()
    .WithMcpServer()
    .WithLink("/tools")
    .WithWorkloadIdentity(entra)
    .WithCallerAuthorization()
    .WithBackendIdentity()
    .WithApis();

builder.AddService<Projects.McpAspire_Client>(ResourceNames.Client, targetPort: 8081)
    .WithReference(server).WaitFor(server)
    .WithEnvironment("MCP_SERVER_URL", server.GetEndpoint("http"))
    .WithWorkloadIdentity(entra);

return await builder.RunAsync();
