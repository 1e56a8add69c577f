using System.Globalization;

namespace McpAspire.AppHost;

/// <summary>Addresses of the local Entra ID in the backend, which the other programs need before it starts.</summary>
internal sealed class LocalEntra(IDistributedApplicationBuilder builder)
{
    /// <summary>The loopback port of its https endpoint.</summary>
    public string Port { get; } = LocalRun.FreePort().ToString(CultureInfo.InvariantCulture);

    /// <summary>The directory of the backend's data.</summary>
    /// <value><c>MCPASPIRE_DATA_DIRECTORY</c>; default <c>.data</c> of the project, with <c>--port</c> a directory below it.</value>
    public string DataDirectory { get; } = Path.GetFullPath(Path.Combine(
        builder.AppHostDirectory,
        builder.Configuration["MCPASPIRE_DATA_DIRECTORY"]
            ?? Path.Combine("..", "McpAspire.MockBackend", ".data", builder.ChosenPort() ?? string.Empty)));

    /// <summary>The directory of its certificate authority and the service accounts' tokens.</summary>
    public string Directory => Path.Combine(DataDirectory, "entra");
}
