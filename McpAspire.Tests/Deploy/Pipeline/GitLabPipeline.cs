using YamlDotNet.Serialization;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>One pipeline as GitLab sees it: the file with its includes, each job with what it extends.</summary>
internal sealed class GitLabPipeline
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    private static readonly string[] Keywords = ["default", "include", "stages", "variables", "workflow"];

    private readonly Dictionary<object, object?> _content;

    private GitLabPipeline(string file, Dictionary<object, object?> content)
    {
        (File, _content) = (file, content);
        Default = GitLabJob.Mapping(content.GetValueOrDefault("default"));
        Jobs =
        [
            .. content.Keys.Cast<string>()
                .Where(static name => !name.StartsWith('.') && !Keywords.Contains(name))
                .Select(name => new GitLabJob(this, name, Extend(name))),
        ];
    }

    public string File { get; }

    public IReadOnlyList<GitLabJob> Jobs { get; }

    public Dictionary<object, object?> Default { get; }

    public IReadOnlyList<string> Stages => GitLabJob.Texts(_content.GetValueOrDefault("stages"));

    public Dictionary<object, object?> Variables => GitLabJob.Mapping(_content.GetValueOrDefault("variables"));

    /// <summary>The parent, then the child pipelines that it triggers.</summary>
    public static IReadOnlyList<GitLabPipeline> Load(IReadOnlyDictionary<string, string> files)
    {
        var parent = new GitLabPipeline(PipelineFiles.Root, Read(files, PipelineFiles.Root));
        return [parent, .. parent.Jobs.SelectMany(static job => job.Children).Distinct().Select(file => new GitLabPipeline(file, Read(files, file)))];
    }

    private static Dictionary<object, object?> Read(IReadOnlyDictionary<string, string> files, string file)
    {
        var own = Yaml.Deserialize<Dictionary<object, object?>>(files[file]);
        var all = new Dictionary<object, object?>();
        foreach (var included in GitLabJob.Items(own.GetValueOrDefault("include")))
        {
            all = Merge(all, Read(files, ((string)GitLabJob.Mapping(included)["local"]!).TrimStart('/')));
        }

        return Merge(all, own);
    }

    /// <summary>Mappings are merged, anything else is replaced.</summary>
    private static Dictionary<object, object?> Merge(Dictionary<object, object?> first, Dictionary<object, object?> second)
    {
        var all = new Dictionary<object, object?>(first);
        foreach (var (key, value) in second)
        {
            all[key] = value is Dictionary<object, object?> inner && all.GetValueOrDefault(key) is Dictionary<object, object?> outer ? Merge(outer, inner) : value;
        }

        return all;
    }

    private Dictionary<object, object?> Extend(string name)
    {
        var own = GitLabJob.Mapping(_content[name]);
        return Merge(GitLabJob.Texts(own.GetValueOrDefault("extends")).Aggregate(new Dictionary<object, object?>(), (all, other) => Merge(all, Extend(other))), own);
    }
}
