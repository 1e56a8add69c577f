using McpAspire.Server;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Hosting;
using McpAspire.Server.Http;
using McpAspire.Server.OpenApi;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;

if (StartupExtensions.RefuseUnknownArguments(args, DoctorCommand.Name))
{
    return 2;
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServerSettings.Aliases);
builder.AddAddresses();
builder.AddIdentity();
builder.AddCallerAuthorization();
builder.AddBackend();
builder.AddApis();
builder.AddMcpHttp();
builder.AddMcpTools();

if (args is [DoctorCommand.Name, .. var arguments])
{
    return await builder.DiagnoseAsync(arguments);
}

return await builder.Build().RunToExitCodeAsync(static app =>
{
    app.MapMcpEndpoints();
    app.MapHealthEndpoints();
});
