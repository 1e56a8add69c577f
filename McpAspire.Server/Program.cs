using McpAspire.Server;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Settings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddServerSettings();
builder.AddIdentity();
builder.AddBackend();
builder.AddMcpTools();

var app = builder.Build();
app.MapMcp("/mcp");
app.MapHealthEndpoints();
return await app.RunToExitCodeAsync();
