using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Faults;
using McpAspire.MockBackend.OpenApi;
using McpAspire.MockBackend.Problems;
using McpAspire.MockBackend.Store;
using McpAspire.MockBackend.Tickets;
using McpAspire.MockBackend.Users;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSettings([StoreExtensions.DirectoryAlias, FaultExtensions.RuleAlias, LocalEntraExtensions.PortAlias, .. AuthenticationExtensions.Aliases]);
builder.AddStore();
builder.AddProblems();
builder.AddApiDocument();
builder.AddLocalEntra();
builder.AddCallerAuthentication();
builder.AddFaults();

if (args is [HealthCommand.Name, .. var arguments])
{
    return await builder.RunHealthAsync(arguments);
}

await using var app = builder.Build();
if (!await app.PrepareStoreAsync())
{
    return 1;
}

return await app.RunToExitCodeAsync(static app =>
{
    app.UseProblems();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseFaults();
    app.MapOpenApi().AllowAnonymous();
    app.MapUserEndpoints();
    app.MapTicketEndpoints();
    app.MapDatasetEndpoints();
    app.MapHealthEndpoints();
    app.MapFaultControl();
});
