using System.CommandLine;
using McpAspire.ServiceDefaults.Health;

namespace McpAspire.Client.Commands;

/// <summary><c>health</c>: whether the worker that runs beside it is alive.</summary>
internal static class HealthCommandLine
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(HealthCommand.Name, "Asks the worker beside it whether it is alive, at its HEALTH_PORT. For health checks of containers.");
        command.SetAction((result, _) => context.CreateBuilder(result).RunHealthAsync([]));
        return command;
    }
}
