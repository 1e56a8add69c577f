using McpAspire.Client;
using McpAspire.Client.Commands;
using McpAspire.Client.Commands.Output;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Settings;

if (args is not [])
{
    return await new CommandLine(CommandConsole.OfProcess()).RunAsync(args);
}

var builder = WebApplication.CreateBuilder();
builder.AddClient();
builder.AddWorker();

return await builder.Build().RunToExitCodeAsync(static app => app.MapHealthEndpoints());
