using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using McpAspire.Server.Authorization;
using McpAspire.Server.Backend;
using McpAspire.Server.Results;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;

namespace McpAspire.Server.Tools;

internal sealed class QueryDataTool(BackendClient backend, ResponseBudget budget)
{
    [McpServerTool(Name = ToolNames.QueryData, Title = "Query data", ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Authorize(Permissions.DataRead)]
    [Description("Queries the rows of one dataset, ordered by its key.")]
    public async Task<DatasetRows> CallAsync(
        [Description("Name of the dataset, e.g. users."), Required, StringLength(ArgumentRules.IdentifierLength, MinimumLength = 1), RegularExpression(ArgumentRules.Identifier)] string dataset,
        [Description("Conditions that rows must meet: \"column\": value, or \"column\": {\"op\": value} with op one of eq, ne, lt, lte, gt, gte, contains, in.")] Dictionary<string, JsonElement>? filters = null,
        [Description("How many matching rows to pass over."), Range(0, int.MaxValue)] int skip = 0,
        [Description("The most rows to return."), Range(1, ArgumentRules.RowLimit)] int limit = 100,
        CancellationToken cancellationToken = default)
    {
        var rows = await budget.FetchAsync(limit, (count, ending) => backend.QueryAsync(dataset, new(filters, skip, count), ending), cancellationToken);
        var page = Page<JsonElement>.Of(budget.Cut(rows.Data, BackendJsonContext.Default.JsonElement), rows.Total, skip, limit);
        return new(rows.Dataset, page.Items.Count, page.Items, page.Total, skip, limit, page.HasMore, page.Truncated, page.NextSkip);
    }
}
