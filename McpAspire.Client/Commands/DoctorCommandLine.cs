using System.CommandLine;
using McpAspire.Client.Doctor;
using McpAspire.Client.Hosting;
using McpAspire.ServiceDefaults.Doctor;

namespace McpAspire.Client.Commands;

/// <summary><c>doctor</c>: checks the settings, the token and the connection.</summary>
internal static class DoctorCommandLine
{
    public static Command Create(CommandContext context)
    {
        var subject = new Option<string>("--subject")
        {
            HelpName = "SUBJECT",
            Description = "The expected subject of the service account's token.",
        };
        var issuer = new Option<string>("--issuer")
        {
            HelpName = "URL",
            Description = "The expected issuer of the service account's token.",
        };
        var command = new Command(DoctorCommand.Name, "Finds out why there is no token, or why the server rejects it.") { subject, issuer };
        context.Options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
        {
            // Builds the entire program, because the worker's settings are checked, too.
            var builder = ClientBuilderExtensions.CreateBuilder();
            context.Configure?.Invoke(builder.Configuration);
            builder.Configuration.AddInMemoryCollection(context.Options.ToSettings(result));
            builder.AddClient();
            builder.AddRequestHeaders(context.Options.ToHeaders(result, builder.Configuration));
            var arguments = new DoctorArguments(result.GetValue(context.Options.Json), result.GetValue(subject), result.GetValue(issuer));
            return builder.DiagnoseAsync(arguments, cancellationToken);
        });
        return command;
    }
}
