using Microsoft.Extensions.Configuration;

namespace McpAspire.Testing;

/// <summary>An external program for a test. If it is missing, the test is skipped; in CI, it fails.</summary>
internal static class ExternalTool
{
    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    /// <returns>The path in the variable, else that on the PATH; <see langword="null"/> if it does not exist.</returns>
    public static string? Find(string program, string? variable = null) =>
        variable is not null && Environment[variable] is { Length: > 0 } path
            ? path
            : Environment["PATH"]?.Split(Path.PathSeparator).Select(directory => Path.Combine(directory, program))
                .FirstOrDefault(File.Exists);

    public static void Require(bool found, string otherwise)
    {
        Assert.True(found || Environment["CI"] != "true", otherwise);
        Assert.SkipUnless(found, otherwise);
    }
}
