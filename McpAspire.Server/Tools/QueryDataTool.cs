using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed partial class QueryDataTool(BackendClient backend, ResponseBudget budget)
{
    /// <summary>The maximum number of names that an error lists.</summary>
    private const int MaxKnown = 50;

    [McpServerTool(Name = ToolNames.QueryData, Title = "Query data", ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Authorize(Permissions.DataRead)]
    [Description("Returns rows of one dataset, e.g. users or orders, in the order of its key. For an unknown dataset or column, the error "
        + "lists the available names.")]
    public async Task<DatasetRows> CallAsync(
        [Description("Name of the dataset, e.g. users.")]
        [Required]
        [StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1)]
        [RegularExpression(ArgumentRules.Identifier)]
        string dataset,

        [Description("Conditions that rows must meet: \"column\": value, or \"column\": {\"op\": value} "
            + "where op is one of eq, ne, lt, lte, gt, gte, contains (part of a text) and in (a list). A row must meet them all.")]
        Dictionary<string, JsonElement>? filters = null,

        [Description("Number of matching rows to skip.")]
        [Range(0, int.MaxValue)]
        int skip = 0,

        [Description("Maximum number of rows to return.")]
        [Range(1, ArgumentRules.RowLimit)]
        int limit = 100,

        CancellationToken cancellationToken = default)
    {
        var rows = await budget.FetchAsync(
            limit, (count, cancelled) => QueryAsync(dataset, new(filters, skip, count), cancelled), cancellationToken);
        var page = Page<JsonElement>.Of(budget.Cut(rows.Data, ServerJsonContext.Default.JsonElement), rows.Total, skip, limit);
        return new(rows.Dataset, page.Items.Count, page.Items, page.Total, skip, limit, page.HasMore, page.Truncated, page.NextSkip);
    }

    private async Task<BackendRows> QueryAsync(string dataset, BackendQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await backend.QueryAsync(dataset, query, cancellationToken);
        }
        catch (BackendException exception) when (
            exception.Status is HttpStatusCode.NotFound || exception.Refusals.Any(static refusal => refusal.Rule is "column"))
        {
            throw exception.Knowing(await KnownAsync(dataset, cancellationToken));
        }
    }

    /// <summary>
    /// The columns of <paramref name="dataset"/>, or the datasets if it does not exist; empty if the backend does not list them.
    /// </summary>
    private async Task<IReadOnlyList<string>> KnownAsync(string dataset, CancellationToken cancellationToken)
    {
        try
        {
            var datasets = (await backend.ListDatasetsAsync(cancellationToken)).Items;
            var names = datasets.FirstOrDefault(one => one.Name == dataset)?.Columns.Select(static column => column.Name)
                ?? datasets.Select(static one => one.Name);
            return [.. names.Where(static name => Identifier().IsMatch(name)).Take(MaxKnown)];
        }
        catch (Exception exception) when (exception is BackendException or HttpRequestException)
        {
            return [];
        }
    }

    [GeneratedRegex(ArgumentRules.Identifier)]
    private static partial Regex Identifier();
}
