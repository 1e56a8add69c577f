using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>What the command line says about publishing: --operation, --publisher, --output-path.</summary>
internal sealed record PublishingOptions(DistributedApplicationOperation Operation, string? Publisher, string? OutputPath)
{
    public static PublishingOptions Read(string[]? args)
    {
        var names = new Dictionary<string, string> { ["--operation"] = "AppHost:Operation", ["--publisher"] = "Publishing:Publisher", ["--output-path"] = "Pipeline:OutputPath" };
        var line = new ConfigurationBuilder().AddCommandLine(args ?? [], names).Build();
        var publisher = line["Publishing:Publisher"];
        var operation = Enum.TryParse<DistributedApplicationOperation>(line["AppHost:Operation"], ignoreCase: true, out var named)
            ? named
            : publisher is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish;
        return new PublishingOptions(operation, publisher, line["Pipeline:OutputPath"]);
    }
}
