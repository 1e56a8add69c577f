using System.Diagnostics;

namespace McpAspire.Tests.Deploy.Pipeline;

/// <summary>The GitLab pipeline and its child pipelines.</summary>
[Trait("Category", "Unit")]
public sealed class PipelineTests
{
    private const string Root = PipelineFiles.Root;
    private const string Service = "deploy/ci/service.yml";
    private const string Server = "deploy/ci/server.yml";
    private const string Client = "deploy/ci/client.yml";

    [Fact]
    public void Keeps_every_rule() => Assert.Empty(PipelineRules.Check(PipelineFiles.Read()));

    [Theory]
    [InlineData("stages", Service, "unit-test, contract-test, build", "unit-test, build, contract-test")]
    [InlineData("stages", Root, "stage: lint", "stage: check")]
    [InlineData("stages", Service, "stage: helm-package", "stage: build")]
    [InlineData("contract", Root, "  allow_failure: false\n", "")]
    [InlineData("contract", Root, "allow_failure: false", "allow_failure: true")]
    [InlineData("contract", Root, "  stage: contract-test\n", "  stage: build\n")]
    [InlineData("contract", Root, "  stage: contract-test\n", "  stage: contract-test\n  needs: []\n")]
    [InlineData("contract", Root, "contract-test:\n  extends", "contracts:\n  extends")]
    [InlineData("contract", Root, "        - contract-test.xml\n  rules:\n    - when: on_success", "        - contract-test.xml\n  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH")]
    [InlineData("contract", Root, "extends: [.image, .backend]", "extends: [.image, .backend]\n  needs: []")]
    [InlineData("contract", Root, "extends: [.image, .backend]", "extends: [.image, .backend]\n  needs: [unit-test]")]
    [InlineData("contract", Server, "needs: [build-image]", "needs: []")]
    [InlineData("timeout", Service, "  timeout: 30m\n", "")]
    [InlineData("rules", Client, "chart:\n  extends: .chart\n  rules:\n    - when: on_success\n", "chart:\n  extends: .chart\n")]
    [InlineData("interruptible", Service, "  interruptible: true\n", "")]
    [InlineData("image", Service, "alpine:3.22.2", "alpine:latest")]
    [InlineData("image", Service, "docker:28.5.1-dind", "docker:dind")]
    [InlineData("image", Service, "aquasec/trivy:0.67.2", "aquasec/trivy")]
    [InlineData("secret", Service, "TRIVY_PASSWORD: $CI_REGISTRY_PASSWORD", "TRIVY_PASSWORD: swordfish")]
    [InlineData("secret", Client, "variables:\n", "variables:\n  AZURE_CLIENT_SECRET: swordfish\n")]
    [InlineData("deploy", Server, "      when: manual\n", "")]
    [InlineData("deploy", Server, "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n      when: manual", "    - when: manual")]
    [InlineData("deploy", Client, "if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n      when: manual", "if: $CI_COMMIT_BRANCH\n      when: manual")]
    [InlineData("deploy", Service, "  environment:\n    name: production/$SERVICE\n", "  environment:\n    name: review/$SERVICE\n")]
    [InlineData("deploy", Service, "  resource_group: production/$SERVICE\n", "")]
    [InlineData("deploy", Service, "interruptible: false", "interruptible: true")]
    [InlineData("deploy", Service, "AZURE_ID_TOKEN", "AZURE_TOKEN")]
    [InlineData("deploy", Server, "needs: [build-image, sign, chart]", "needs: [build-image, chart]")]
    [InlineData("variable", Service, "  HELM_VERSION: \"3.19.0\"\n", "")]
    [InlineData("variable", Service, "@$IMAGE_DIGEST", "@$DIGEST")]
    [InlineData("variable", Client, "  CHART_ARGUMENTS:", "  CHART_OPTIONS:")]
    [InlineData("trigger", Root, "    strategy: depend\n", "")]
    [InlineData("trigger", Root, "yaml_variables: false", "yaml_variables: true")]
    [InlineData("trigger", Root, "        - McpAspire.ServiceDefaults/**/*\n", "")]
    [InlineData("report", Root, "junit: unit-test.xml", "junit: report.xml")]
    [InlineData("report", Root, "        - backend-contract.xml\n        - contract-test.xml\n  rules", "        - contract-test.xml\n  rules")]
    [InlineData("path", Root, "sh eng/ci/shellcheck.sh", "sh eng/ci/lint.sh")]
    [InlineData("path", Root, "promtool check rules deploy/observability/rules.yaml", "promtool check rules deploy/rules.yaml")]
    [InlineData("path", Root, "deploy/observability/rules.days.test.yaml", "deploy/observability/days.test.yaml")]
    [InlineData("image", Root, "prom/prometheus:v3.7.3", "prom/prometheus")]
    [InlineData("path", Root, "npm ci --prefix eng/gitlab-schema", "npm ci --prefix eng/schema")]
    [InlineData("path", Root, "dotnet build McpAspire.Tests/McpAspire.Tests.csproj", "dotnet build McpAspire.Tests/Tests.csproj")]
    [InlineData("path", Root, "artifacts/bin/McpAspire.Tests/debug/McpAspire.Tests", "artifacts/bin/McpAspire.Test/debug/McpAspire.Test")]
    [InlineData("path", Root, "-trait Category=Contract", "-trait Category=Contracts")]
    [InlineData("path", Root, "-trait- Category=Protocol", "-trait- Category=Protocols")]
    [InlineData("path", Root, "sh eng/ci/check-contracts.sh", "sh eng/ci/check.sh")]
    [InlineData("path", Root, "-openapi McpAspire.MockBackend/openapi.json", "-openapi McpAspire.MockBackend/openapi.yaml")]
    [InlineData("path", Root, " McpAspire.Client/contract.json -junit", " McpAspire.Client/contracts.json -junit")]
    [InlineData("path", Root, "dotnet reportgenerator", "dotnet coverage")]
    [InlineData("path", Service, "McpAspire.Tests.Deploy.*", "McpAspire.Tests.Charts.*")]
    [InlineData("path", Server, "PROJECT: McpAspire.Server", "PROJECT: McpAspire.Web")]
    [InlineData("path", Client, "SERVICE: mcp-client", "SERVICE: client")]
    [InlineData("changes", Root, "- deploy/charts/mcp-server/**/*", "- deploy/charts/server/**/*")]
    [InlineData("changes", Root, "- global.json", "- NuGet.config")]
    [InlineData("version", Service, "VERSION: \"1.0.0\"", "VERSION: \"1.1.0\"")]
    [InlineData("schema", Root, " deploy/ci/client.yml\n", "\n")]
    public void Finds_what_breaks_a_rule(string rule, string file, string text, string broken)
    {
        var findings = PipelineRules.Check(PipelineFiles.Broken(file, text, broken));

        Assert.Contains(rule, findings.Select(static finding => finding.Rule));
    }

    [Fact]
    public void Has_its_six_stages_in_order()
    {
        var jobs = GitLabPipeline.Load(PipelineFiles.Read()).SelectMany(static pipeline => pipeline.Jobs.Select(job => $"{pipeline.File} {job.Stage} {job.Name}"));

        Assert.Equal(
            [
                ".gitlab-ci.yml lint format", ".gitlab-ci.yml lint scripts", ".gitlab-ci.yml lint alerts", ".gitlab-ci.yml lint pipeline",
                ".gitlab-ci.yml unit-test unit-test", ".gitlab-ci.yml unit-test coverage",
                ".gitlab-ci.yml contract-test contract-test",
                ".gitlab-ci.yml build server", ".gitlab-ci.yml build client",
                ".gitlab-ci.yml build backend-image", ".gitlab-ci.yml build backend-scan", ".gitlab-ci.yml build backend-sign",
                ".gitlab-ci.yml helm-package backend-chart", ".gitlab-ci.yml deploy backend-deploy",
                "deploy/ci/server.yml build build-image", "deploy/ci/server.yml build scan", "deploy/ci/server.yml build sign", "deploy/ci/server.yml helm-package chart", "deploy/ci/server.yml deploy deploy",
                "deploy/ci/client.yml build build-image", "deploy/ci/client.yml build scan", "deploy/ci/client.yml build sign", "deploy/ci/client.yml helm-package chart", "deploy/ci/client.yml deploy deploy",
            ],
            jobs);
    }

    [Fact]
    public void Has_a_service_for_each_chart()
    {
        var services = GitLabPipeline.Load(PipelineFiles.Read()).SelectMany(static pipeline => pipeline.Jobs).Select(static job => job.Variable("SERVICE")).OfType<string>().Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Directory.EnumerateDirectories(Repository.PathOf("deploy", "charts")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal), services);
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("stage: lint", "stages: lint", 1)]
    [InlineData("timeout: 20m", "timeout: [20m]", 1)]
    [InlineData("strategy: depend", "strategy: hope", 1)]
    public async Task Is_valid_by_the_published_schema(string? text, string? broken, int exitCode)
    {
        Assert.SkipUnless(Directory.Exists(Repository.PathOf("eng", "gitlab-schema", "node_modules", "ajv")), "The validator is not installed: npm ci --prefix eng/gitlab-schema has not been run.");
        var folder = Directory.CreateTempSubdirectory("mcpaspire-pipeline-");
        try
        {
            var files = text is null ? PipelineFiles.Read() : PipelineFiles.Broken(Root, text, broken!);
            var copies = files.Select(file => (Path: Path.Combine(folder.FullName, Path.GetFileName(file.Key)), Text: file.Value)).ToList();
            copies.ForEach(static copy => File.WriteAllText(copy.Path, copy.Text));

            var start = new ProcessStartInfo("node", [Repository.PathOf("eng", "gitlab-schema", "validate.mjs"), .. copies.Select(static copy => copy.Path)]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(process.ExitCode == exitCode, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
