using McpAspire.ServiceDefaults.Health;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace McpAspire.MockBackend.Store;

/// <summary>Registers the store, and prepares it before the first request.</summary>
internal static partial class StoreExtensions
{
    public static SettingAlias DirectoryAlias { get; } =
        new(StoreOptions.DataDirectorySetting, $"{StoreOptions.SectionName}:{nameof(StoreOptions.DataDirectory)}");

    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<StoreOptions>(StoreOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new StoreOptionsValidator(),
        });
        builder.Services.AddSingleton(services => new Database(Path.GetFullPath(
            services.GetRequiredService<IOptions<StoreOptions>>().Value.DataDirectory,
            services.GetRequiredService<IHostEnvironment>().ContentRootPath)));
        builder.Services.AddSingleton<DatabasePreparation>();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", tags: [HealthTags.Ready], timeout: TimeSpan.FromSeconds(1));
        return builder;
    }

    /// <summary>Seeds a new database and adds rows. Returns false, with the cause in the log, if the store cannot be used.</summary>
    public static async Task<bool> PrepareStoreAsync(
        this WebApplication app,
        Func<SqliteConnection, CancellationToken, Task> seed,
        Func<IServiceProvider, CancellationToken, Task> addRows)
    {
        try
        {
            var preparation = app.Services.GetRequiredService<DatabasePreparation>();
            await preparation.PrepareAsync(seed, app.Lifetime.ApplicationStopping);
            await preparation.GuardAsync(() => addRows(app.Services, app.Lifetime.ApplicationStopping));
            return true;
        }
        catch (StoreException exception)
        {
            Log.StoreRefused(app.Logger, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Critical, "{Reason}")]
        public static partial void StoreRefused(ILogger logger, string reason);
    }
}
