using McpAspire.Client;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Settings;

return args switch
{
    [] => await RunWorkerAsync(),
    _ => await RefuseAsync(args[0]),
};

static async Task<int> RunWorkerAsync()
{
    var builder = WebApplication.CreateBuilder();
    builder.AddServiceDefaults();
    builder.AddClientSettings();
    builder.AddConnection();
    builder.AddWorker();

    var app = builder.Build();
    app.MapHealthEndpoints();
    return await app.RunToExitCodeAsync();
}

static async Task<int> RefuseAsync(string argument)
{
    await Console.Error.WriteLineAsync($"McpAspire.Client: unknown argument '{argument}'. Without an argument it runs the worker; settings come from the environment.");
    return ExitCode.Usage;
}
