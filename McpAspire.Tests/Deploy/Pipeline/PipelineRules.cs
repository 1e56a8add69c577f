using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.FileSystemGlobbing;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>What holds for every job of the pipelines, each rule with its id.</summary>
internal static partial class PipelineRules
{
    private const string OnDefaultBranch = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";

    private static readonly string[] Stages = ["lint", "unit-test", "contract-test", "build", "helm-package", "deploy"];

    private static readonly int ContractStage = Array.IndexOf(Stages, "contract-test");

    /// <summary>What earlier jobs hand on (dotenv).</summary>
    private static readonly string[] HandedOn = ["IMAGE_DIGEST"];

    /// <summary>The patterns that have been looked for: the same for every copy.</summary>
    private static readonly ConcurrentDictionary<string, bool> Found = new();

    private static readonly Func<GitLabJob, IEnumerable<(string Rule, string Text)>>[] Rules =
    [
        Stage, Contract, Limits, Versions, Secrets, Deployment, KnownVariables, Trigger, Reports, Paths, Changes,
    ];

    public static IReadOnlyList<Finding> Check(IReadOnlyDictionary<string, string> files)
    {
        var pipelines = GitLabPipeline.Load(files);
        return
        [
            .. pipelines.SelectMany(Check),
            .. files.Keys.Where(file => !pipelines[0].Jobs.SelectMany(static job => job.Lines).Any(line => line.StartsWith("node eng/gitlab-schema/validate.mjs ", StringComparison.Ordinal) && line.Split(' ').Contains(file)))
                .Select(static file => new Finding("schema", file, "is not compared with GitLab's schema")),
        ];
    }

    private static IEnumerable<Finding> Check(GitLabPipeline pipeline)
    {
        var version = ImageProject.Shared.Descendants("Version").Single().Value;
        IEnumerable<(string, string)> findings =
        [
            .. When(!pipeline.Stages.SequenceEqual(Stages), "stages", $"are {string.Join(", ", pipeline.Stages)}"),
            .. When(pipeline.File == PipelineFiles.Root && Stages.Except(pipeline.Jobs.Select(static job => job.Stage)).Any(), "stages", "have one without a job"),
            .. When(pipeline.File == PipelineFiles.Root && !pipeline.Jobs.Any(static job => job.Name == "contract-test"), "contract", "there is no contract-test"),
            .. When(GitLabJob.TextOf(pipeline.Variables, "VERSION") != version, "version", $"is not {version}"),
            .. SecretsIn(pipeline.Variables),
        ];
        return
        [
            .. findings.Select(finding => new Finding(finding.Item1, pipeline.File, finding.Item2)),
            .. pipeline.Jobs.SelectMany(static job => Rules.SelectMany(rule => rule(job).Select(finding => new Finding(finding.Rule, job.Place, finding.Text)))),
        ];
    }

    private static (string Rule, string Text)[] Stage(GitLabJob job) => When(!Stages.Contains(job.Stage), "stages", $"has no such stage as '{job.Stage}'");

    /// <summary>The contract test runs always and blocks; every later job comes after it.</summary>
    private static (string Rule, string Text)[] Contract(GitLabJob job) => job.Name == "contract-test"
        ? [
            .. When(job.Stage != "contract-test", "contract", "is in another stage"),
            .. When(GitLabJob.TextOf(job.Content, "allow_failure") != "false", "contract", "may fail"),
            .. When(job.Needs is not null, "contract", "does not wait for the earlier stages"),
            .. When(job.Rules is not [{ Count: 1 } rule] || GitLabJob.TextOf(rule, "when") != "on_success", "contract", "does not run always"),
        ]
        : When(Array.IndexOf(Stages, job.Stage) > ContractStage && !ComesAfterTheContract(job), "contract", "does not wait for contract-test");

    private static bool ComesAfterTheContract(GitLabJob job) => job.Needs is not { } needs
        || needs.Any(name => name == "contract-test" || job.Pipeline.Jobs.Any(other => other.Name == name && other.Stage is "build" or "helm-package" && ComesAfterTheContract(other)));

    private static IEnumerable<(string Rule, string Text)> Limits(GitLabJob job) =>
    [
        // GitLab knows no timeout of a job that starts a pipeline.
        .. When(!job.IsTrigger && job.Text("timeout") is null, "timeout", "has no timeout"),
        .. When(job.Rules.Count == 0, "rules", "has no rules"),
        .. When(job.Text("interruptible") is null, "interruptible", "does not say whether a newer pipeline ends it"),
    ];

    private static IEnumerable<(string Rule, string Text)> Versions(GitLabJob job) => job.Images
        .Where(static image => !Version().IsMatch(image))
        .Select(static image => ("image", $"{image} is not a version"))
        .Concat(When(!job.IsTrigger && !job.Images.Any(), "image", "has no image"));

    private static IEnumerable<(string Rule, string Text)> Secrets(GitLabJob job) => SecretsIn(job.Variables);

    /// <summary>A variable with the name of a secret has at most another variable as its value.</summary>
    private static IEnumerable<(string Rule, string Text)> SecretsIn(Dictionary<object, object?> variables) => variables
        .Where(static variable => SecretName().IsMatch((string)variable.Key) && variable.Value is string { Length: > 0 } value && !Reference().IsMatch(value))
        .Select(static variable => ("secret", $"{variable.Key} has a value"));

    /// <summary>By hand, from the default branch, into an environment, one at a time, with GitLab's own token.</summary>
    private static (string Rule, string Text)[] Deployment(GitLabJob job) => job.Stage != "deploy"
        ? When(job.Content.ContainsKey("environment"), "deploy", "uses an environment in another stage")
        : [
            .. When(job.Rules.Count == 0 || job.Rules.Any(static rule => GitLabJob.TextOf(rule, "when") != "manual"), "deploy", "starts without a person"),
            .. When(job.Rules.Any(static rule => GitLabJob.TextOf(rule, "if") != OnDefaultBranch), "deploy", "runs on other branches"),
            .. When(GitLabJob.Mapping(job.Content.GetValueOrDefault("environment")).GetValueOrDefault("name") is not string name || !name.StartsWith("production/", StringComparison.Ordinal), "deploy", "has no protected environment"),
            .. When(!job.Content.ContainsKey("resource_group"), "deploy", "may run beside itself"),
            .. When(job.Text("interruptible") != "false", "deploy", "may be ended by a newer pipeline"),
            .. When(!GitLabJob.Mapping(job.Content.GetValueOrDefault("id_tokens")).ContainsKey("AZURE_ID_TOKEN"), "deploy", "has no token for Entra ID"),
            .. When(job.Needs is not { } needs || !needs.Any(static need => need.EndsWith("sign", StringComparison.Ordinal)), "deploy", "does not wait for the signature"),
        ];

    private static IEnumerable<(string Rule, string Text)> KnownVariables(GitLabJob job) => job.Lines.SelectMany(static line => UsedVariable().Matches(line)).Select(static match => match.Groups[1].Value)
        .Distinct()
        .Where(name => !name.StartsWith("CI_", StringComparison.Ordinal) && !HandedOn.Contains(name) && job.Variable(name) is null && !GitLabJob.Mapping(job.Content.GetValueOrDefault("id_tokens")).ContainsKey(name))
        .Select(static name => ("variable", $"{name} is not set"));

    /// <summary>A child starts where its code changed, is waited for, and has its own variables.</summary>
    private static IEnumerable<(string Rule, string Text)> Trigger(GitLabJob job)
    {
        if (!job.IsTrigger)
        {
            return [];
        }

        var trigger = GitLabJob.Mapping(job.Content["trigger"]);
        var changes = job.Rules.SelectMany(static rule => GitLabJob.Texts(rule.GetValueOrDefault("changes"))).ToList();
        var project = new ImageProject($"McpAspire.{char.ToUpperInvariant(job.Name[0])}{job.Name[1..]}", job.Name, 0);
        return
        [
            .. When(GitLabJob.TextOf(trigger, "strategy") != "depend", "trigger", "is not waited for"),
            .. When(GitLabJob.TextOf(GitLabJob.Mapping(trigger.GetValueOrDefault("forward")), "yaml_variables") != "false", "trigger", "hands variables on that hide the child's"),
            .. project.Folders.Select(static folder => $"{folder}/**/*").Except(changes).Select(static pattern => ("trigger", $"does not start when {pattern} changes")),
        ];
    }

    /// <summary>A result that a job writes is one that GitLab reads.</summary>
    private static IEnumerable<(string Rule, string Text)> Reports(GitLabJob job)
    {
        var junit = GitLabJob.Texts(GitLabJob.Mapping(GitLabJob.Mapping(job.Content.GetValueOrDefault("artifacts")).GetValueOrDefault("reports")).GetValueOrDefault("junit"));
        return job.Lines.SelectMany(static line => JUnit().Matches(line)).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal).SequenceEqual(junit.Order(StringComparer.Ordinal))
            ? []
            : [("report", $"reads {string.Join(", ", junit)}")];
    }

    /// <summary>What a script line names is there: scripts, projects, packages, tests.</summary>
    private static IEnumerable<(string Rule, string Text)> Paths(GitLabJob job)
    {
        if (job.Variable("SERVICE") is { } service && !Directory.Exists(Repository.PathOf("deploy", "charts", service)))
        {
            yield return ("path", $"{service} has no chart");
        }

        foreach (var line in job.Lines)
        {
            var words = line.Split(' ').Select(word => word.Trim('"')).Select(word => word == "$PROJECT" ? $"{job.Variable("PROJECT")}/Dockerfile" : word).ToList();
            foreach (var word in words.Where(static word => RepositoryPath().IsMatch(word)))
            {
                // What a build makes stands for the project that makes it.
                var path = word.StartsWith("artifacts/bin/", StringComparison.Ordinal) ? $"{word.Split('/')[2]}/{word.Split('/')[^1]}.csproj" : word;
                if (!Path.Exists(Repository.PathOf(path)))
                {
                    yield return ("path", $"{word} does not exist");
                }
            }

            foreach (var filter in TestFilter.In(words).Where(static filter => !filter.Matches()))
            {
                yield return ("path", $"no test has {filter}");
            }

            if (words is ["dotnet", var tool, ..] && !SdkCommand().IsMatch(tool) && !File.ReadAllText(Repository.PathOf(".config", "dotnet-tools.json")).Contains($"\"{tool}\"", StringComparison.Ordinal))
            {
                yield return ("path", $"dotnet {tool} is not among the tools");
            }
        }
    }

    /// <summary>What a job starts on can change.</summary>
    private static IEnumerable<(string Rule, string Text)> Changes(GitLabJob job) => job.Rules.SelectMany(static rule => GitLabJob.Texts(rule.GetValueOrDefault("changes")))
        .Where(static pattern => !Found.GetOrAdd(pattern, static pattern => new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(Repository.Root).Any()))
        .Select(static pattern => ("changes", $"no file is {pattern}"));

    private static (string Rule, string Text)[] When(bool broken, string rule, string text) => broken ? [(rule, text)] : [];

    [GeneratedRegex(@":[^:/]*\d+\.\d+[^:/]*$|@sha256:[0-9a-f]{64}$")]
    private static partial Regex Version();

    [GeneratedRegex("SECRET|PASSWORD|TOKEN|CREDENTIAL|_KEY$|_PAT$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^\$\w+$")]
    private static partial Regex Reference();

    [GeneratedRegex("^(restore|build|test|publish|run|pack|format|tool)$")]
    private static partial Regex SdkCommand();

    [GeneratedRegex(@"\$\{?([A-Z][A-Z0-9_]*)")]
    private static partial Regex UsedVariable();

    [GeneratedRegex(@" -junit (\S+)")]
    private static partial Regex JUnit();

    [GeneratedRegex(@"^(eng|deploy|bench|docs|artifacts|McpAspire\.\w+)/\S+$|^McpAspire\S*\.(sln|csproj)$|^\.gitlab-ci\.yml$")]
    private static partial Regex RepositoryPath();
}
