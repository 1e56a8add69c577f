using McpAspire.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace McpAspire.Tests.Unit.Settings;

[Trait("Category", "Unit")]
public sealed class SettingSourcesTests : IDisposable
{
    private static readonly SettingAlias[] Aliases = [new("SAMPLE_TIMEOUT", "Sample:Timeout", SettingUnit.Seconds)];

    private readonly string _root = Directory.CreateTempSubdirectory("mcpaspire-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Reads_the_env_file_in_any_letter_case()
    {
        File.WriteAllText(Path.Combine(_root, ".env"), "sample_timeout=2.5");

        Assert.Equal("00:00:02.5000000", Read("Development"));
    }

    [Fact]
    public void An_argument_overrides_the_env_file()
    {
        File.WriteAllText(Path.Combine(_root, ".env"), "SAMPLE_TIMEOUT=2");

        Assert.Equal("00:00:03", Read("Development", "--SAMPLE_TIMEOUT=3"));
    }

    [Fact]
    public void The_flat_name_overrides_its_key() =>
        Assert.Equal("00:00:03", Read("Development", "--SAMPLE_TIMEOUT=3", "--Sample:Timeout=00:00:09"));

    [Fact]
    public void Never_reads_the_env_file_in_Production()
    {
        File.WriteAllText(Path.Combine(_root, ".env"), "SAMPLE_TIMEOUT=2");

        Assert.Null(Read("Production"));
    }

    [Fact]
    public void Does_not_read_the_env_file_under_the_AppHost()
    {
        File.WriteAllText(Path.Combine(_root, ".env"), "SAMPLE_TIMEOUT=2");

        Assert.Null(Read("Development", "--READ_DOTENV=false"));
    }

    [Fact]
    public void A_line_that_is_no_setting_fails_startup_with_its_number()
    {
        File.WriteAllText(Path.Combine(_root, ".env"), "SAMPLE_TIMEOUT=2\nsecret");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _root, EnvironmentName = "Development" });
        builder.AddSettings(Aliases);
        using var services = builder.Services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal($"{Path.Combine(_root, ".env")}, line 2: expected NAME=value.", Assert.Single(failure.Failures));
    }

    private string? Read(string environment, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = _root, EnvironmentName = environment });
        builder.AddSettings(Aliases);
        return builder.Configuration["Sample:Timeout"];
    }
}
