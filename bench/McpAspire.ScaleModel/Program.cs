using McpAspire.ScaleModel;
using McpAspire.ScaleModel.Measured;

const string Usage = """
    dotnet run -c Release --project bench/McpAspire.ScaleModel -- [options]
      --figures file   what was measured; default bench/McpAspire.ScaleModel/figures.json
      --report file    a report.json of bench/McpAspire.Bench, whose cost of a call and of a start count instead
      --write file     writes the tables into a document that has places for them; default: prints them
    """;

var (path, report, document) = ("bench/McpAspire.ScaleModel/figures.json", default(string), default(string));
for (var index = 0; index < args.Length; index += 2)
{
    switch (args[index], args.ElementAtOrDefault(index + 1))
    {
        case ("--figures", { } value):
            path = value;
            break;
        case ("--report", { } value):
            report = value;
            break;
        case ("--write", { } value):
            document = value;
            break;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return args is ["--help"] ? 0 : 2;
    }
}

var figures = FiguresJson.Read(path);
figures = report is null ? figures : BenchReport.Apply(report, figures);
if (document is null)
{
    await Console.Out.WriteAsync(Document.Print(figures));
}
else
{
    await File.WriteAllTextAsync(document, Document.Update(await File.ReadAllTextAsync(document), figures));
}

return 0;
