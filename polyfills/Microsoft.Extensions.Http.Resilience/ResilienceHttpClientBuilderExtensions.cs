// Stands for Microsoft.Extensions.Http.Resilience 10.9.0: the standard handler, on Polly.Core. Left out: pipelines and hedging of one's own, pipelines by
// authority, reloading of options, synchronous Send, the options of the rate limiter (1000 concurrent requests, no queue, as by default), and the metrics
// of Polly.Extensions; its events are logged under the same category, "Polly".
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Http.Resilience.Internal;

namespace Microsoft.Extensions.DependencyInjection;

public static class ResilienceHttpClientBuilderExtensions
{
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure) =>
        builder.AddStandardResilienceHandler().Configure(configure);

    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = $"{builder.Name}-standard";
        builder.Services.TryAddSingleton<StandardPipelines>();
        builder.Services.AddOptionsWithValidateOnStart<HttpStandardResilienceOptions, TimeLimitsValidator>(name);
        builder.Services.AddOptionsWithValidateOnStart<HttpStandardResilienceOptions, AnnotationsValidator>(name);
        builder.AddHttpMessageHandler(services => new StandardResilienceHandler(services.GetRequiredService<StandardPipelines>().Get(name)));
        // The strategies limit the time; HttpClient's own limit would cut a retry short.
        builder.ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan);
        return new StandardPipelineBuilder(name, builder.Services);
    }

    private sealed record StandardPipelineBuilder(string PipelineName, IServiceCollection Services) : IHttpStandardResiliencePipelineBuilder;
}
