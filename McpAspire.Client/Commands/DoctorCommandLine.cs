using System.CommandLine;
using McpAspire.Client.Doctor;
using McpAspire.ServiceDefaults.Doctor;

namespace McpAspire.Client.Commands;

/// <summary><c>doctor</c>: what is wrong with the settings, the token or the way to the server.</summary>
internal static class DoctorCommandLine
{
    public static Command Create(CommandContext context)
    {
        var subject = new Option<string>("--subject") { HelpName = "SUBJECT", Description = "The subject that the service account's token is to have." };
        var issuer = new Option<string>("--issuer") { HelpName = "URL", Description = "The issuer that it is to have." };
        var command = new Command(DoctorCommand.Name, "Says why a token cannot be had, or why the server does not accept it.") { subject, issuer };
        context.Options.AddTo(command);
        command.SetAction((result, cancellationToken) => context.CreateBuilder(result).DiagnoseAsync(
            new DoctorArguments(result.GetValue(context.Options.Json), result.GetValue(subject), result.GetValue(issuer)), cancellationToken));
        return command;
    }
}
