using McpAspire.Client.Connection;
using McpAspire.Client.Terminal;
using McpAspire.Client.Tools;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Client.Doctor;

/// <summary>Checks that the MCP server accepts the client's token and lists its tools.</summary>
internal static class ServerCheck
{
    private const string Name = "server";

    /// <summary>Runs <c>doctor</c> instead of the worker.</summary>
    public static Task<int> DiagnoseAsync(
        this WebApplicationBuilder builder, DoctorArguments arguments, CancellationToken cancellationToken)
    {
        builder.Services.AddSingleton<LastResponse>();
        builder.Services.AddHttpClient(McpConnector.HttpClientName)
            .AddHttpMessageHandler(static services => services.GetRequiredService<LastResponse>().CreateHandler());
        return builder.RunDoctorAsync(arguments, Name, RunAsync, cancellationToken);
    }

    private static async Task<DoctorCheck> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<IOptions<McpConnectionOptions>>().ValueOrNull() is null)
        {
            return DoctorCheck.Skip(Name, "the connection settings are not valid");
        }

        var connector = services.GetRequiredService<McpConnector>();
        try
        {
            await using var connection = await connector.ConnectAsync(cancellationToken);
            return Judge(connector.Endpoint, connection);
        }
        catch (Exception exception) when (ConnectionFailure.Of(exception) is not null)
        {
            var hasToken = services.GetRequiredService<AccessTokenSource>().Kind != CredentialKind.None;
            var (found, fix) = Explain(exception, services.GetRequiredService<LastResponse>(), hasToken);
            return DoctorCheck.Fail(Name, $"{connector.Endpoint}: {found}", fix);
        }
    }

    private static DoctorCheck Judge(Uri endpoint, McpConnection connection)
    {
        var server = SafeText.Line($"{connection.Server?.Name} {connection.Server?.Version}, protocol {connection.ProtocolVersion}");
        var found = $"{endpoint}: {server}, tools {SafeText.Line(string.Join(", ", connection.ToolNames))}";
        var missing = ToolNames.ReadOnly.Where(tool => !connection.ToolNames.Contains(tool)).ToList();
        return missing.Count == 0
            ? DoctorCheck.Pass(Name, found)
            : DoctorCheck.Warn(
                Name,
                found,
                $"The server does not list {string.Join(", ", missing)}. If it has these tools, assign their app roles to this identity.");
    }

    private static (string Found, string Fix) Explain(Exception exception, LastResponse last, bool hasToken)
    {
        if (last.Status >= 300 && exception is not (RedirectException or StepUpException))
        {
            return Refusal.Explain(last.Status, last.Challenge, "the server", hasToken);
        }

        var failure = ConnectionFailure.Of(exception)!;
        return (failure.Reason, failure.Advice);
    }
}
