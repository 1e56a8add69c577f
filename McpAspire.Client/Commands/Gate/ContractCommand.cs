using System.CommandLine;

namespace McpAspire.Client.Commands.Gate;

/// <summary><c>contract</c>: whether server and client still fit.</summary>
internal static class ContractCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new ContractOptions();
        return new Command("contract", "Compares what was agreed with what an MCP server offers.")
        {
            CheckCommand.Create(context, options),
            DiffCommand.Create(context, options),
            ApproveCommand.Create(context, options),
        };
    }
}
