using McpAspire.Tests.Deploy.Checks;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The GitLab pipeline and its child pipelines; <c>eng/ci/pipeline.sh</c> compares them with GitLab's schema.</summary>
[Trait("Category", "Unit")]
public sealed class PipelineTests
{
    private const string Root = PipelineRules.Root;
    private const string Service = "deploy/ci/service.yml";
    private const string Server = "deploy/ci/server.yml";

    [Fact]
    public void Follows_every_rule() => Assert.Empty(PipelineRules.Check(PipelineRules.ReadFiles()));

    [Theory]
    [InlineData("stages", Service, "unit-test, contract-test, build", "unit-test, build, contract-test")]
    [InlineData("stages", Root, "stage: lint", "stage: check")]
    [InlineData("contract", Root, "allow_failure: false", "allow_failure: true")]
    [InlineData("contract", Root, "extends: [.image, .backend]", "extends: [.image, .backend]\n  needs: [unit-test]")]
    [InlineData("contract", Server, "needs: [build-image]", "needs: []")]
    [InlineData("protected", Server, " && $CI_COMMIT_REF_PROTECTED == \"true\"", "")]
    [InlineData("deploy", Server, "      when: manual\n", "")]
    [InlineData("deploy", Service, "  resource_group: production/$SERVICE\n", "")]
    [InlineData("image", Service, "alpine:3.22.2", "alpine:latest")]
    [InlineData("image", Service, "node:22.21.0-bookworm", "node:22.21-bookworm")]
    [InlineData("secret", Service, "TRIVY_PASSWORD: $CI_REGISTRY_PASSWORD", "TRIVY_PASSWORD: swordfish")]
    [InlineData("script", Root, "sh eng/ci/check-contracts.sh", "sh eng/ci/check.sh")]
    [InlineData("changes", Root, "- deploy/rendered/mcp-server/*", "- deploy/rendered/server/*")]
    [InlineData("changes", Root, "- McpAspire.MockBackend/**/*", "- McpAspire.Backend/**/*")]
    [InlineData("version", Service, "VERSION: \"1.0.0\"", "VERSION: \"1.1.0\"")]
    public void Finds_what_breaks_a_rule(string rule, string file, string text, string replacement)
    {
        var files = new Dictionary<string, string>(PipelineRules.ReadFiles());
        Assert.Contains(text, files[file], StringComparison.Ordinal);
        files[file] = files[file].Replace(text, replacement, StringComparison.Ordinal);

        Assert.Contains(rule, PipelineRules.Check(files).Select(static finding => finding.Rule));
    }

    [Fact]
    public void Has_jobs_in_each_of_its_six_stages() => Assert.Equal(
        [
            ".gitlab-ci.yml lint format scripts secrets pipeline charts",
            ".gitlab-ci.yml unit-test unit-test coverage",
            ".gitlab-ci.yml contract-test contract-test native system",
            ".gitlab-ci.yml build server client backend-image backend-scan backend-sign",
            ".gitlab-ci.yml helm-package backend-chart backend-chart-sign",
            ".gitlab-ci.yml deploy backend-deploy",
            "deploy/ci/server.yml build build-image scan sign", "deploy/ci/server.yml helm-package chart chart-sign",
                "deploy/ci/server.yml deploy deploy",
            "deploy/ci/client.yml build build-image scan sign", "deploy/ci/client.yml helm-package chart chart-sign",
                "deploy/ci/client.yml deploy deploy",
        ],
        from pipeline in PipelineRules.Load(PipelineRules.ReadFiles())
        from stage in pipeline.Jobs.GroupBy(static job => job.Stage)
        select $"{pipeline.File} {stage.Key} {string.Join(' ', stage.Select(static job => job.Name))}");

    [Fact]
    public void Has_a_service_for_each_chart() => Assert.Equal(
        ChartProfile.Charts.Order(StringComparer.Ordinal),
        PipelineRules.Load(PipelineRules.ReadFiles()).SelectMany(static pipeline => pipeline.Jobs)
            .Select(static job => job.Variable("SERVICE")).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    /// <summary>The developer's gate runs the checks of the pipeline.</summary>
    [Fact]
    public void Runs_the_scripts_of_the_gate() => Assert.Empty(
        from job in new GitLabPipeline(PipelineRules.ReadFiles(), Root).Jobs
        where job.Stage is "lint" or "contract-test"
        from line in job.Lines
        where line.StartsWith("sh eng/ci/", StringComparison.Ordinal)
            && !File.ReadAllText(Repository.PathOf(".ci", "run")).Contains(line, StringComparison.Ordinal)
        select line);
}
