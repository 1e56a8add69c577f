using McpAspire.MockBackend.Datasets;
using McpAspire.MockBackend.OpenApi;
using McpAspire.MockBackend.Problems;
using McpAspire.MockBackend.Store;
using McpAspire.MockBackend.Tickets;
using McpAspire.MockBackend.Users;
using McpAspire.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStore();
builder.AddProblems();
builder.AddApiDocument();

await using var app = builder.Build();
if (!await app.PrepareStoreAsync())
{
    return 1;
}

app.UseProblems();
app.MapOpenApi();
app.MapUserEndpoints();
app.MapTicketEndpoints();
app.MapDatasetEndpoints();
app.MapHealthEndpoints();
await app.RunAsync();
return 0;
