using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>
/// The safeguards of the pipelines: contract tests first, manual releases from a protected branch only, and no stored secrets.
/// </summary>
internal static partial class PipelineRules
{
    public const string Root = ".gitlab-ci.yml";

    private const string OnProtectedDefaultBranch = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_COMMIT_REF_PROTECTED == \"true\"";

    private static readonly string[] Stages = ["lint", "unit-test", "contract-test", "build", "helm-package", "deploy"];

    private static readonly int ContractStage = Array.IndexOf(Stages, "contract-test");

    private static readonly string[] Files = [Root, "deploy/ci/server.yml", "deploy/ci/client.yml"];

    public static IReadOnlyDictionary<string, string> ReadFiles() =>
        Files.Append("deploy/ci/service.yml").ToDictionary(static file => file, static file => File.ReadAllText(Repository.PathOf(file)));

    public static IReadOnlyList<GitLabPipeline> Load(IReadOnlyDictionary<string, string> files) =>
        [.. Files.Select(file => new GitLabPipeline(files, file))];

    public static IReadOnlyList<Finding> Check(IReadOnlyDictionary<string, string> files) =>
    [
        .. from pipeline in Load(files)
           from finding in Check(pipeline)
           select finding,
    ];

    private static IEnumerable<Finding> Check(GitLabPipeline pipeline) =>
    [
        .. When(!pipeline.Stages.SequenceEqual(Stages), "stages", pipeline.File, $"are {string.Join(", ", pipeline.Stages)}"),
        .. When(pipeline.File == Root && !pipeline.Jobs.Any(IsContractTest), "contract", pipeline.File,
            "has no contract-test that always runs and blocks"),
        .. When(pipeline.Variables.Text("VERSION") != ImageProject.Shared.Descendants("Version").Single().Value, "version", pipeline.File,
            "is not the version of the build"),
        .. SecretsIn(pipeline.File, pipeline.Variables),
        .. pipeline.Jobs.SelectMany(static job => Check(job, $"{job.Pipeline.File} {job.Name}")),
    ];

    private static IEnumerable<Finding> Check(GitLabJob job, string place) =>
    [
        .. When(!Stages.Contains(job.Stage), "stages", place, $"has no such stage as '{job.Stage}'"),
        .. When(Array.IndexOf(Stages, job.Stage) > ContractStage && !ComesAfterTheContract(job), "contract", place,
            "does not wait for contract-test"),
        .. When(IsRelease(job) && !job.Rules.All(static rule => rule.Text("if") == OnProtectedDefaultBranch), "protected", place,
            "runs where nothing was pushed"),
        .. When(job.Stage == "deploy" && !IsByHand(job), "deploy", place,
            "is not by hand, alone, after the signature, into a protected environment, with GitLab's token"),
        .. job.Images.Where(static image => !Version().IsMatch(image))
            .Select(image => new Finding("image", place, $"{image} is not an exact version")),
        .. SecretsIn(place, job.Content.Table("variables")),
        .. job.Lines.SelectMany(static line => Script().Matches(line)).Where(static script => !File.Exists(Repository.PathOf(script.Value)))
            .Select(script => new Finding("script", place, $"{script.Value} does not exist")),
        .. Inputs(job).Except(job.Changes).Select(pattern => new Finding("changes", place, $"does not start when {pattern} changes")),
    ];

    private static bool IsContractTest(GitLabJob job) =>
        job is { Name: "contract-test", Stage: "contract-test", Needs: null, Rules: [{ Count: 1 } rule] }
        && rule.Text("when") == "on_success" && job.Content.Is(false, "allow_failure");

    private static bool ComesAfterTheContract(GitLabJob job) => job.Needs is not { } needs
        || needs.Any(
            name => job.Pipeline.Jobs.Any(
                other => other.Name == name && Array.IndexOf(Stages, other.Stage) > ContractStage && ComesAfterTheContract(other)));

    private static bool IsRelease(GitLabJob job) =>
        job.Name.EndsWith("scan", StringComparison.Ordinal) || job.Name.EndsWith("sign", StringComparison.Ordinal) || job.Stage == "deploy";

    private static bool IsByHand(GitLabJob job) => job.Rules is [var rule] && rule.Text("when") == "manual"
        && job.Content.Text("environment", "name")?.StartsWith("production/", StringComparison.Ordinal) == true
        && job.Content.ContainsKey("resource_group") && job.Content.Is(false, "interruptible")
            && job.Content.At("id_tokens", "AZURE_ID_TOKEN") is not null
        && job.Needs?.Any(static need => need.EndsWith("sign", StringComparison.Ordinal)) == true;

    /// <summary>The sources of an image and a chart, as the patterns that trigger their jobs.</summary>
    private static IEnumerable<string> Inputs(GitLabJob job)
    {
        var project = job.IsTrigger ? $"McpAspire.{char.ToUpperInvariant(job.Name[0])}{job.Name[1..]}" : job.Changes.Any()
            ? job.Variable("PROJECT") : null;
        var chart = job.IsTrigger ? $"mcp-{job.Name}" : job.Variable("SERVICE");
        return project is null ? [] :
        [
            .. new ImageProject(project, chart!, 0).Folders.Select(static folder => $"{folder}/**/*"),
            $"deploy/charts/{chart}/**/*", $"deploy/rendered/{chart}/*", "deploy/aspirate/**/*", "deploy/ci/*", "eng/ci/*",
                "eng/package*.json", Root, "Directory.*", "global.json",
        ];
    }

    /// <summary>A variable with the name of a secret may only refer to another variable.</summary>
    private static IEnumerable<Finding> SecretsIn(string place, JsonObject variables) =>
        from variable in variables
        where SecretName().IsMatch(variable.Key) && !Reference().IsMatch($"{variable.Value}")
        select new Finding("secret", place, $"{variable.Key} has a value");

    private static Finding[] When(bool broken, string rule, string place, string text) => broken ? [new(rule, place, text)] : [];

    [GeneratedRegex(@":[^:/@]*\d+\.\d+\.\d+[^:/@]*(?:@sha256:[0-9a-f]{64})?$")]
    private static partial Regex Version();

    [GeneratedRegex("SECRET|PASSWORD|TOKEN|CREDENTIAL|_KEY$|_PAT$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^\$\w+$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\beng/[\w/.-]+\.(?:sh|mjs)")]
    private static partial Regex Script();
}
