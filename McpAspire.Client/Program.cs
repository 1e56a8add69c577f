using McpAspire.Client;
using McpAspire.Client.Doctor;
using McpAspire.ServiceDefaults;
using McpAspire.ServiceDefaults.Doctor;
using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;

return args switch
{
    [] => await RunWorkerAsync(),
    [DoctorCommand.Name, .. var arguments] => await CreateBuilder().DiagnoseAsync(arguments),
    [HealthCommand.Name, .. var arguments] => await CreateBuilder().RunHealthAsync(arguments),
    _ => await RefuseAsync(args[0]),
};

static async Task<int> RunWorkerAsync()
{
    var builder = CreateBuilder();
    builder.AddWorker();

    return await builder.Build().RunToExitCodeAsync(static app => app.MapHealthEndpoints());
}

static WebApplicationBuilder CreateBuilder()
{
    var builder = WebApplication.CreateBuilder();
    builder.AddServiceDefaults();
    builder.AddClientSettings();
    builder.AddConnection();
    return builder;
}

static async Task<int> RefuseAsync(string argument)
{
    await Console.Error.WriteLineAsync($"McpAspire.Client: unknown argument '{argument}'. Without an argument it runs the worker, with {DoctorCommand.Name} it says what is wrong, with {HealthCommand.Name} whether the worker is alive; settings come from the environment.");
    return ExitCode.Usage;
}
