using System.CommandLine;

namespace McpAspire.Client.Commands.Gate;

/// <summary><c>contract</c>: checks the compatibility of server and client.</summary>
internal static class ContractCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new ContractOptions();
        return new Command("contract", "Compares contracts with an MCP server.")
        {
            CheckCommand.Create(context, options),
            DiffCommand.Create(context, options),
            ApproveCommand.Create(context, options),
        };
    }
}
