using System.Text.RegularExpressions;
using McpAspire.Server.Identity;
using McpAspire.Server.Tools;
using McpAspire.ServiceDefaults.OpenApi;
using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Server.OpenApi;

/// <summary>One API of the configuration with its tools.</summary>
internal sealed record Api(string Name, ApiOptions Options, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<OfferedTool> Tools)
{
    public ApiIdentity Identity { get; } = new(Options.Identity, Options.AppOnlyCallers, Options.Scopes ?? string.Empty);
}

/// <summary>A tool with its schemas, ready to be enforced.</summary>
internal sealed record OfferedTool(ApiTool Definition, ToolSchema Input, ToolSchema? Output);

/// <summary>The APIs of the configuration. With a single fault the server does not start.</summary>
internal sealed partial class ApiCatalog
{
    public const string Section = "Apis";

    private static readonly string[] ApiKeys = [.. typeof(ApiOptions).GetProperties().Select(static property => property.Name)];
    private static readonly string[] ToolKeys = [.. typeof(ApiToolSettings).GetProperties().Select(static property => property.Name)];

    private static readonly SettingNames[] Enums =
    [
        SettingNames.Of<CallIdentity>(nameof(ApiOptions.Identity)),
        SettingNames.Of<AppOnlyCallers>(nameof(ApiOptions.AppOnlyCallers)),
    ];

    private readonly List<Api> _apis = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _tools = ToolNames.All.ToDictionary(
        static name => name, static _ => "a tool of the server itself");
    private readonly string _folder;

    private ApiCatalog(string folder) => _folder = folder;

    public IReadOnlyList<Api> Apis => _apis;

    /// <summary>Everything that is wrong with the configuration, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads the section <see cref="Section"/> and the documents that it names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="fault">Why the configuration is not whole.</param>
    public static ApiCatalog Read(IConfiguration configuration, string folder, string? fault = null)
    {
        var catalog = new ApiCatalog(folder);
        catalog.Refuse(fault is not null, fault ?? string.Empty);
        foreach (var section in fault is null ? configuration.GetSection(Section).GetChildren() : [])
        {
            catalog.Add(section);
        }

        return catalog;
    }

    private void Add(IConfigurationSection section)
    {
        var options = new ApiOptions();
        RefuseUnknown(section, ApiKeys);
        foreach (var (property, names) in Enums)
        {
            Refuse(
                section[property] is { } name && !names.Contains(name, StringComparer.OrdinalIgnoreCase),
                $"{section.Path}:{property} must be {string.Join(" or ", names)}.");
        }

        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            _faults.Add($"{section.Path}: {exception.Message}");
            return;
        }

        if (!Name().IsMatch(section.Key))
        {
            _faults.Add($"{section.Path} must have a name that matches {Name()}.");
            return;
        }

        CheckOptions(section.Path, options);
        var headers = Headers(section.Path, options);
        _apis.Add(new(section.Key, options, headers, [.. Tools(section, options)]));
    }

    private void CheckOptions(string path, ApiOptions options)
    {
        Refuse(options.Document is not { Length: > 0 }, $"{path}:Document is required: the path of an OpenAPI document.");
        Refuse(
            options.BaseAddress is not
            {
                IsAbsoluteUri: true,
                Scheme: "http" or "https" or "https+http" or "http+https",
                UserInfo: "",
                Query: "",
                Fragment: "",
            },
            $"{path}:BaseAddress must be an absolute http or https URL without user name, password, or query.");
        Refuse(
            options is { Identity: CallIdentity.Caller, Scopes: null or "" },
            $"{path}:Scopes is required with the identity Caller: the scopes of the API, e.g. api://orders/.default.");
        Refuse(
            options.HealthPath is { } health && (!health.StartsWith('/') || health.StartsWith("//", StringComparison.Ordinal)),
            $"{path}:HealthPath must be a path that begins with one slash.");
        Refuse(options.AttemptTimeout is { TotalSeconds: < 0.1 or > 300 }, $"{path}:AttemptTimeout must be 0.1 to 300 seconds.");
        Refuse(options.TotalTimeout is { TotalSeconds: < 0.1 or > 450 }, $"{path}:TotalTimeout must be 0.1 to 450 seconds.");
        Refuse(options.TotalTimeout < options.AttemptTimeout, $"{path}:TotalTimeout must be at least AttemptTimeout.");
        Refuse(options.MaxConcurrentCalls is < 1 or > 10_000, $"{path}:MaxConcurrentCalls must be 1 to 10000.");
        Refuse(options.Tools.Count == 0, $"{path}:Tools is required: only listed operations are offered.");
    }

    private Dictionary<string, string> Headers(string path, ApiOptions options)
    {
        var headers = new Dictionary<string, string>(options.Headers, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, file) in options.HeaderFiles)
        {
            try
            {
                headers[name] = File.ReadAllText(Path.Combine(_folder, file)).Trim();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _faults.Add($"{path}:HeaderFiles:{name} cannot be read: {exception.Message}");
            }
        }

        foreach (var (name, value) in headers)
        {
            // An API key may be an Authorization header, but not beside the server's own token.
            var isKey = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                && string.IsNullOrEmpty(options.Scopes)
                && options.HeaderFiles.ContainsKey(name);
            Refuse(
                !HeaderName().IsMatch(name) || (ForbiddenHeader.Is(name) && !isKey),
                $"{path}: the header {name} cannot be set, except Authorization in HeaderFiles of an API without Scopes.");
            Refuse(
                value.Length == 0 || !value.All(static one => one is >= ' ' and <= '~'),
                $"{path}: the header {name} must be one line of ASCII text.");
        }

        return headers;
    }

    private IEnumerable<OfferedTool> Tools(IConfigurationSection section, ApiOptions options)
    {
        if (options.Document is not { Length: > 0 } file)
        {
            yield break;
        }

        ApiDocument document;
        try
        {
            document = ApiDocument.Load(
                Path.Combine(_folder, file), [.. options.Tools.Select(static tool => tool.Value.Operation ?? tool.Key)]);
        }
        catch (ApiDocumentException exception)
        {
            _faults.Add($"{section.Path}:Document: {file} {exception.Message}.");
            yield break;
        }

        foreach (var (key, settings) in options.Tools)
        {
            var path = $"{section.Path}:Tools:{key}";
            RefuseUnknown(section.GetSection($"Tools:{key}"), ToolKeys);
            if (TryBuild(document, section.Key, path, file, settings.Operation ?? key, settings) is { } tool)
            {
                yield return tool;
            }
        }
    }

    private OfferedTool? TryBuild(ApiDocument document, string api, string path, string file, string operation, ApiToolSettings settings)
    {
        try
        {
            var tool = ApiToolBuilder.Build(api, document, document.Find(operation), settings);
            if (tool.Bytes > ApiTool.MaxBytes)
            {
                _faults.Add($"{path}: the definition of {operation} in {file} has {tool.Bytes} bytes, more than {ApiTool.MaxBytes}: "
                    + "set OutputSchema to false, hide parameters, or shorten the description.");
                return null;
            }

            // A schema that cannot be enforced is not published.
            var offered = new OfferedTool(tool, new(tool.InputSchema), tool.OutputSchema is { } output ? new(output) : null);
            Refuse(!_tools.TryAdd(tool.Name, path), $"{path}: a tool named {tool.Name} already exists: {_tools[tool.Name]}.");
            return offered;
        }
        catch (ApiDocumentException exception)
        {
            _faults.Add($"{path}: {operation} in {file} {exception.Message}.");
            return null;
        }
    }

    private void RefuseUnknown(IConfigurationSection section, string[] known)
    {
        foreach (var setting in section.GetChildren().Where(setting => !known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)))
        {
            _faults.Add($"{setting.Path} is not a setting; the settings are {string.Join(", ", known)}.");
        }
    }

    private void Refuse(bool isWrong, string fault)
    {
        if (isWrong)
        {
            _faults.Add(fault);
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();
}
