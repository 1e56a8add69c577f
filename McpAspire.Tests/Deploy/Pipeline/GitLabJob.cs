namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>One job with what it extends.</summary>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its keywords.</param>
internal sealed record GitLabJob(GitLabPipeline Pipeline, string Name, Dictionary<object, object?> Content)
{
    public string Place => $"{Pipeline.File} {Name}";

    public string? Stage => Text("stage");

    public bool IsTrigger => Content.ContainsKey("trigger");

    public IReadOnlyList<Dictionary<object, object?>> Rules => [.. Items(Content.GetValueOrDefault("rules")).Select(Mapping)];

    /// <summary>The jobs that it waits for; <see langword="null"/> if it waits for all earlier stages.</summary>
    public IReadOnlyList<string>? Needs => Content.TryGetValue("needs", out var needs) ? Texts(needs) : null;

    /// <summary>The lines of its scripts; a block of several lines is one for each.</summary>
    public IEnumerable<string> Lines => Texts(Content.GetValueOrDefault("before_script")).Concat(Texts(Content.GetValueOrDefault("script")))
        .SelectMany(static text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public IEnumerable<string> Images => new[] { Content.GetValueOrDefault("image") }.Concat(Items(Content.GetValueOrDefault("services")))
        .Select(static image => image is Dictionary<object, object?> mapping ? mapping.GetValueOrDefault("name") as string : image as string)
        .OfType<string>();

    public Dictionary<object, object?> Variables => Mapping(Content.GetValueOrDefault("variables"));

    /// <summary>The files of the pipelines that it triggers.</summary>
    public IEnumerable<string> Children => Items(Mapping(Content.GetValueOrDefault("trigger")).GetValueOrDefault("include")).Select(static include => ((string)Mapping(include)["local"]!).TrimStart('/'));

    public string? Text(string keyword) => (Content.GetValueOrDefault(keyword) ?? Pipeline.Default.GetValueOrDefault(keyword)) as string;

    /// <summary>A variable as the job sees it, with the variables in it put in.</summary>
    public string? Variable(string name)
    {
        var value = (Variables.GetValueOrDefault(name) ?? Pipeline.Variables.GetValueOrDefault(name)) as string;
        return value?.Replace("$SERVICE", name == "SERVICE" ? string.Empty : Variable("SERVICE"), StringComparison.Ordinal);
    }

    public static Dictionary<object, object?> Mapping(object? value) => value as Dictionary<object, object?> ?? [];

    public static string? TextOf(Dictionary<object, object?> mapping, string key) => mapping.GetValueOrDefault(key) as string;

    public static IEnumerable<object?> Items(object? value) => value switch
    {
        null => [],
        IEnumerable<object?> items => items,
        _ => [value],
    };

    public static IReadOnlyList<string> Texts(object? value) => [.. Items(value).SelectMany(static item => item is string text ? [text] : Texts(item))];
}
