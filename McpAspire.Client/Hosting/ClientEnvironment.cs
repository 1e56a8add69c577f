namespace McpAspire.Client.Hosting;

/// <summary>The client's environment if neither <c>ASPNETCORE_ENVIRONMENT</c> nor <c>DOTNET_ENVIRONMENT</c> is set.</summary>
internal static class ClientEnvironment
{
    /// <summary>
    /// Adds the environment variables of the host to <paramref name="configuration"/>, with Development as the default outside containers.
    /// </summary>
    /// <remarks>
    /// .NET's own default is Production. It stays the default in containers, whose base images set DOTNET_RUNNING_IN_CONTAINER.
    /// </remarks>
    public static void AddHostVariables(this IConfigurationManager configuration)
    {
        configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_");
        if (configuration[HostDefaults.EnvironmentKey] is null && configuration["RUNNING_IN_CONTAINER"] is null)
        {
            configuration[HostDefaults.EnvironmentKey] = Environments.Development;
        }
    }

    public static WebApplicationOptions ToOptions()
    {
        using var host = new ConfigurationManager();
        host.AddHostVariables();
        return new() { EnvironmentName = host[HostDefaults.EnvironmentKey] };
    }
}
