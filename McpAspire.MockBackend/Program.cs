using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Faults;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.OpenApi;
using McpAspire.MockBackend.Problems;
using McpAspire.MockBackend.Seeding;
using McpAspire.MockBackend.Store;
using McpAspire.MockBackend.Tickets;
using McpAspire.MockBackend.Users;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;

if (StartupExtensions.RefuseUnknownArguments(args))
{
    return 2;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(
    [StoreExtensions.DirectoryAlias, LocalEntraExtensions.PortAlias, .. AuthenticationExtensions.Aliases]);
builder.AddStore();
builder.AddJson();
builder.AddProblems();
builder.AddUsers();
builder.AddTickets();
builder.AddDatasets();
builder.AddLocalEntra();
builder.AddCallerAuthentication();
builder.AddFaults();

await using var app = builder.Build();
if (!await app.PrepareStoreAsync(SeedData.InsertAsync, BulkNumbers.AddAsync))
{
    return 1;
}

return await app.RunToExitCodeAsync(
    static app =>
    {
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFaults();
        app.MapApiDocument();
        app.MapUserEndpoints();
        app.MapTicketEndpoints();
        app.MapDatasetEndpoints();
        app.MapHealthEndpoints();
        app.MapFaultControl();
    },
    LocalEntraExtensions.PortAlias.Key);
