using McpAspire.Server;
using McpAspire.Server.Http;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddServerSettings();
builder.AddIdentity();
builder.AddBackend();
builder.AddMcpHttp();
builder.AddMcpTools();

var app = builder.Build();
app.MapMcpHttp();
app.MapHealthEndpoints();
return await app.RunToExitCodeAsync();
