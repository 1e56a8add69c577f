using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using McpAspire.MockBackend.Authentication;
using McpAspire.MockBackend.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace McpAspire.MockBackend.Datasets;

/// <summary>The routes of datasets.</summary>
internal static class DatasetEndpoints
{
    public static void MapDatasetEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/datasets", ListAsync)
            .RequireRole(AppRoles.DataRead)
            .WithTags("Datasets")
            .WithName("listDatasets")
            .WithSummary("Lists datasets")
            .WithDescription("Lists all datasets with their columns and row counts.");
        app.MapPost("/data/{dataset}/query", QueryAsync)
            .RequireRole(AppRoles.DataRead)
            .WithTags("Datasets")
            .WithArgumentValidation()
            .WithName("queryDataset")
            .WithSummary("Queries a dataset")
            .WithDescription("Returns rows of one dataset, filtered, in the order of its key, one page at a time.")
            .ProducesBodyProblems()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<DatasetList>> ListAsync(DatasetStore datasets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await datasets.ListAsync(cancellationToken));

    private static async Task<Results<Ok<DatasetPage>, ProblemHttpResult>> QueryAsync(
        [RegularExpression(Limits.IdPattern), Description("The name of the dataset.")] string dataset,
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
