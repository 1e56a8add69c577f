using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace McpAspire.Testing.Chaos;

/// <summary>Adds to a host what chaos needs in it, by the events that .NET's own test host uses.</summary>
internal sealed class HostObserver : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices(static (context, services) =>
            {
                // A program may have hosts within its host, which have no settings.
                if (context.Configuration[JumpingTime.FileSetting] is { } file)
                {
                    services.AddSingleton(_ => new JumpingTime(file));
                    services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<JumpingTime>());
                    services.AddHostedService<ChaosAgent>();
                }
            });
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
