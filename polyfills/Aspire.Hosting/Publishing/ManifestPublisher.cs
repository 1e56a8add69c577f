using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest, and ends the application.</summary>
internal sealed class ManifestPublisher(PublishingOptions options, DistributedApplicationExecutionContext execution, DistributedApplicationModel model, RunOutcome outcome, IHostApplicationLifetime lifetime) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(cancellationToken);
        }
        catch (Exception exception) when (outcome.EndsTheRun && exception is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            outcome.Report(exception.Message);
        }

        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (!string.Equals(options.Publisher, "manifest", StringComparison.OrdinalIgnoreCase))
        {
            throw new DistributedApplicationException($"The publisher '{options.Publisher}' is not known here; 'manifest' is.");
        }

        var path = options.OutputPath ?? throw new DistributedApplicationException("The '--output-path [path]' option was not specified even though manifest publishing was requested.");
        path = Path.GetFullPath(path.EndsWith(".json", StringComparison.Ordinal) ? path : Path.Combine(path, "aspire-manifest.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = new FileStream(path, FileMode.Create))
        {
            await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            await new ManifestPublishingContext(execution, path, writer, cancellationToken).WriteModelAsync(model);
        }

        Console.WriteLine($"Published manifest to: {path}");
    }
}
