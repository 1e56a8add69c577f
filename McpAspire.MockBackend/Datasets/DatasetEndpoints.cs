using System.ComponentModel.DataAnnotations;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Entra;
using McpAspire.MockBackend.Json;
using McpAspire.MockBackend.Problems;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The routes of datasets.</summary>
internal static class DatasetEndpoints
{
    public static WebApplicationBuilder AddDatasets(this WebApplicationBuilder builder)
    {
        builder.AddOptions(new SettingsBinding<DatasetOptions>(
            DatasetOptions.SectionName, static (section, options) => section.Bind(options))
        {
            Validator = new DatasetOptionsValidator(),
        });
        builder.Services.AddJsonTypes(DatasetJsonContext.Default);
        builder.Services.AddSingleton<DatasetCatalog>();
        builder.Services.AddSingleton<DatasetStore>();
        return builder;
    }

    public static void MapDatasetEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/datasets", ListAsync).RequireRole(AppRoles.DataRead).WithName("listDatasets");
        app.MapPost("/data/{dataset}/query", QueryAsync).RequireRole(AppRoles.DataRead).WithArgumentValidation().WithName("queryDataset");
    }

    private static async Task<Ok<DatasetList>> ListAsync(DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await datasets.ListAsync(cancellationToken));

    private static async Task<Results<Ok<DatasetPage>, ProblemHttpResult>> QueryAsync(
        [RegularExpression(Limits.IdPattern)] string dataset,
        DatasetQueryRequest request,
        DatasetCatalog catalog,
        DatasetStore datasets,
        CancellationToken cancellationToken)
    {
        if (catalog.Find(dataset) is not { } definition)
        {
            return ProblemResults.NotFound("There is no dataset with this name.");
        }

        var filters = new FilterParser(definition);
        filters.Parse(request.Filters);
        return filters.Errors.Count > 0
            ? ProblemResults.Invalid(filters.Errors, filters.Rules)
            : TypedResults.Ok(await datasets.QueryAsync(definition, filters.Conditions, request.Skip, request.Limit, cancellationToken));
    }
}
