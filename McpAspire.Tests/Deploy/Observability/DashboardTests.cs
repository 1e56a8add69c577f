using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Observability;

[Trait("Category", "Deploy")]
public sealed class DashboardTests
{
    [Fact]
    public void Refers_to_its_data_source_only_by_a_variable() =>
        Assert.Equal(
            ["${datasource}"],
            ObservabilityFiles.Panels.SelectMany(static panel => panel.Each("targets").Append(panel))
            .Select(static one => one.Text("datasource", "uid"))
            .Concat(ObservabilityFiles.Dashboard.Each("templating", "list").Where(static variable => variable.Text("type") == "query")
                .Select(static variable => variable.Text("datasource", "uid"))).Distinct());

    [Fact]
    public void Has_a_row_for_each_subject() => Assert.Equal(
        ["Error budget", "Tools", "Token", "Backend", "HTTP", "Process and pods"],
        ObservabilityFiles.Dashboard.Each("panels").Where(static panel => panel.Text("type") == "row")
            .Select(static row => row.Text("title")));

    [Fact]
    public void Describes_every_panel() =>
        Assert.All(ObservabilityFiles.Panels, static panel => Assert.NotEmpty(panel.Text("description")!));

    [Fact]
    public void Has_panels_that_do_not_overlap()
    {
        var places = ObservabilityFiles.Dashboard.Each("panels").SelectMany(static panel =>
            from x in Enumerable.Range((int)panel.Number("gridPos", "x")!, (int)panel.Number("gridPos", "w")!)
            from y in Enumerable.Range((int)panel.Number("gridPos", "y")!, (int)panel.Number("gridPos", "h")!)
            select (x, y)).ToList();

        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.All(places, static place => Assert.InRange(place.x, 0, 23));
    }

    [Fact]
    public void Has_unique_panel_ids() =>
        Assert.Distinct(ObservabilityFiles.Dashboard.Each("panels").Select(static panel => panel.Number("id")));
}
