using McpAspire.Client.Commands;
using McpAspire.Client.Hosting;
using McpAspire.Client.Terminal;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;

if (args is not [])
{
    return await new CommandLine(CommandConsole.OfProcess()).RunAsync(args);
}

var builder = ClientBuilderExtensions.CreateBuilder();
builder.AddClient();
builder.AddWorker();

return await builder.Build().RunToExitCodeAsync(static app => app.MapHealthEndpoints());
