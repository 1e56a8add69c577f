using System.Text.Json;
using System.Text.Json.Nodes;
using McpAspire.Client.Compatibility;
using McpAspire.Client.Terminal;
using McpAspire.ServiceDefaults.OpenApi;

namespace McpAspire.Client.Commands.OpenApi;

/// <summary>The configuration of APIs: what <c>openapi init</c> writes, and the tools that a configuration makes of a document.</summary>
internal static class ApiConfiguration
{
    /// <param name="file">The document with the operations.</param>
    /// <param name="served">The document that the configuration names.</param>
    /// <param name="name">The name of the API; by default that of the file.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="target">The file of the configuration.</param>
    /// <exception cref="CommandException">An operation cannot be a tool.</exception>
    public static string Create(string file, string served, string? name, string[] operations, string? target)
    {
        var document = OpenApiCommand.Load(file);
        var api = name ?? Path.GetFileNameWithoutExtension(file).Split('.')[0];
        var tools = new JsonObject();
        foreach (var operation in operations)
        {
            var row = OperationRow.Of(document, Find(document, file, operation));
            var tool = row.Tool ?? throw new CommandException($"{file}: {operation} cannot be a tool: the operation {row.Reason}.");
            var settings = new JsonObject { ["Name"] = tool.Name, ["Permission"] = ApiToolBuilder.PermissionOf(api, tool.Operation) };
            if (row.Reason is not null)
            {
                settings["OutputSchema"] = false;
            }

            tools[operation.Contains(':', StringComparison.Ordinal) ? tool.Name : operation] = settings;
            if (operation.Contains(':', StringComparison.Ordinal))
            {
                settings["Operation"] = operation;
            }
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(target ?? served))!;
        var section = new JsonObject
        {
            ["Document"] = Path.GetRelativePath(folder, Path.GetFullPath(served)).Replace('\\', '/'),
            ["BaseAddress"] = Uri.TryCreate(document.ServerAddress, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? document.ServerAddress
                : "https://api.example.com",
            ["Tools"] = tools,
        };
        return JsonText.Format(JsonElement.Parse(new JsonObject { ["Apis"] = new JsonObject { [api] = section } }.ToJsonString()));
    }

    /// <summary>Whether a file is a configuration of APIs, and no contract.</summary>
    /// <exception cref="ContractException">The file cannot be read.</exception>
    public static async Task<bool> IsAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await BoundedJson.ReadFileAsync(
            path, "there is no such file; --contract takes a contract or an APIS_FILE", cancellationToken);
        return BoundedJson.Parse(path, bytes) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Apis", out _);
    }

    /// <exception cref="CommandException">It is not an OpenAPI document.</exception>
    public static ApiDocument Parse(string source, byte[] content) =>
        OpenApiCommand.Read(source, () => ApiDocument.Parse(content, isYaml: true));

    /// <summary>The tools that a configuration makes of its own documents, or of another one, as a contract.</summary>
    /// <param name="path">The configuration, as in APIS_FILE.</param>
    /// <param name="other">The document to read instead; <see langword="null"/> for the one that the configuration names.</param>
    /// <param name="api">The API whose document it is; by default the only one.</param>
    /// <exception cref="CommandException">The configuration or a document cannot be read.</exception>
    public static Contract Contract(string path, ApiDocument? other, string? api)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var section = Section(path, api);
        var document = other ?? OpenApiCommand.Load(Path.Combine(folder, section["Document"] ?? string.Empty));
        var tools = new Dictionary<string, ToolContract>(StringComparer.Ordinal);
        foreach (var child in section.GetSection("Tools").GetChildren())
        {
            var settings = child.Get<ApiToolSettings>() ?? new();
            try
            {
                var tool = ApiToolBuilder.Build(section.Key, document, document.Find(settings.Operation ?? child.Key), settings);
                tools[tool.Name] = new()
                {
                    Title = tool.Title,
                    Description = tool.Description,
                    Annotations = new()
                    {
                        ReadOnlyHint = tool.IsReadOnly,
                        DestructiveHint = tool.IsDestructive,
                        IdempotentHint = tool.IsIdempotent,
                    },
                    InputSchema = JsonElement.Parse(tool.InputSchema.ToJsonString()),
                    OutputSchema = tool.OutputSchema is { } output ? JsonElement.Parse(output.ToJsonString()) : null,
                };
            }
            catch (ApiDocumentException exception) when (other is null)
            {
                throw new CommandException($"{path}: {child.Key} {exception.Message}.", cause: exception);
            }
            catch (ApiDocumentException)
            {
                // In the new document it is gone.
            }
        }

        return new(ContractKind.Server, section.Key, [], tools);
    }

    private static IConfigurationSection Section(string path, string? api)
    {
        try
        {
            var apis = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build().GetSection("Apis").GetChildren().ToList();
            return (api is null && apis.Count == 1 ? apis[0] : apis.Find(one => one.Key.Equals(api, StringComparison.OrdinalIgnoreCase)))
                ?? throw new CommandException(
                    $"{path}: name one of its APIs with --api: {string.Join(", ", apis.Select(static one => one.Key))}.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new CommandException($"{path}: the configuration cannot be read: {exception.Message}", cause: exception);
        }
    }

    private static ApiOperation Find(ApiDocument document, string file, string operation)
    {
        try
        {
            return document.Find(operation);
        }
        catch (ApiDocumentException exception)
        {
            throw new CommandException($"{file}: {operation} {exception.Message}. 'openapi list' shows the operations.", cause: exception);
        }
    }
}
