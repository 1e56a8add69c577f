using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Terminal;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Client.Commands.OpenApi;

/// <summary><c>openapi</c>: from an OpenAPI document to tools.</summary>
internal static class OpenApiCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "An OpenAPI document (3.0, 3.1 or 3.2), JSON or YAML." };

    private static readonly Option<string> Out = new("--out") { HelpName = "FILE", Description = "The file to write." };

    public static Command Create(CommandContext context) => new(
        "openapi", "Prepares operations of an OpenAPI document to be offered as tools.")
    {
        List(context),
        Init(context),
        Fetch(context),
    };

    /// <exception cref="CommandException">The document cannot be read.</exception>
    public static ApiDocument Load(string path) => Read(path, () => ApiDocument.Load(path));

    /// <summary>Reads a document, and names its <paramref name="source"/> if that fails.</summary>
    /// <exception cref="CommandException">The document cannot be read.</exception>
    public static T Read<T>(string source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ApiDocumentException exception)
        {
            throw new CommandException($"{source} {exception.Message}", cause: exception);
        }
    }

    private static Command List(CommandContext context)
    {
        var command = new Command("list", "Lists the operations: the tool that each would become and its size, or why it cannot be a tool.")
        {
            File,
            context.Options.Json,
        };
        command.SetAction(async (result, _) =>
        {
            var document = Load(result.GetValue(File)!);
            IReadOnlyList<OperationRow> rows = [.. document.Operations.Select(operation => OperationRow.Of(document, operation))];
            if (result.GetValue(context.Options.Json))
            {
                var json = new JsonArray([.. rows.Select(static row => row.ToJson())]).ToJsonString();
                await context.Console.Raw.WriteLineAsync(JsonText.Format(JsonElement.Parse(json)));
            }
            else
            {
                OperationListView.Write(context.Console, rows);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Command Init(CommandContext context)
    {
        var operations = new Option<string[]>("--operation")
        {
            HelpName = "NAME",
            Description = "An operationId, or a method and a path such as 'GET /users/{id}'. Repeatable.",
            Required = true,
        };
        var name = new Option<string>("--name") { HelpName = "API", Description = "The name of the API. Default: the name of the file." };
        var excerpt = new Option<string>("--excerpt")
        {
            HelpName = "FILE",
            Description = "Also writes a document with only these operations and what they refer to, which the configuration then names.",
        };
        var command = new Command("init", "Writes an initial configuration that offers operations as tools.")
        {
            File,
            operations,
            name,
            excerpt,
            Out,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var file = result.GetValue(File)!;
            var names = result.GetValue(operations)!;
            var reduced = result.GetValue(excerpt);
            var text = ApiConfiguration.Create(file, reduced ?? file, result.GetValue(name), names, result.GetValue(Out));
            if (reduced is not null)
            {
                var json = JsonElement.Parse(Read(file, () => ApiDocument.Reduce(file, names)));
                await CommandFile.WriteAsync(
                    reduced, JsonText.Format(json) + Environment.NewLine, "document", "--excerpt", cancellationToken);
            }

            if (result.GetValue(Out) is { } target)
            {
                await CommandFile.WriteAsync(target, text + Environment.NewLine, "configuration", "--out", cancellationToken);
            }
            else
            {
                await context.Console.Raw.WriteLineAsync(text);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Command Fetch(CommandContext context)
    {
        var address = new Argument<string>("URL") { Description = "The address of the document." };
        var command = new Command(
            "fetch", "Saves a document to a file for review and version control. The server itself downloads no document.")
        {
            address,
            Out,
            context.Options.Timeout,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var target = result.GetValue(Out) ?? throw new CommandException("openapi fetch needs --out FILE.");
            if (!Uri.TryCreate(result.GetValue(address), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                throw new CommandException($"{result.GetValue(address)} is not an http or https URL.");
            }

            await using var host = context.CreateHost(result);
            var content = await CommandHost.TryAsync(
                () => host.GetAsync(
                    url, static (source, body, cancelled) => BoundedJson.ReadAsync(source, body, cancelled), cancellationToken),
                failure => $"{url}: {failure.Reason}.",
                cancellationToken);
            var isYaml = !target.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            var document = Read(url.ToString(), () => ApiDocument.Parse(content, isYaml));
            await CommandFile.WriteAsync(
                target, "document", "--out", () => System.IO.File.WriteAllBytesAsync(target, content, cancellationToken));
            await context.Console.Raw.WriteLineAsync(SafeText.Line($"{target}: {document.Title}, {document.Operations.Count} operations"));
            return ExitCode.Success;
        });
        return command;
    }
}
