using McpAspire.ServiceDefaults.Settings;

namespace McpAspire.Tests.Unit.Settings;

[Trait("Category", "Unit")]
public sealed class DotEnvFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("PORT=3333", "PORT", "3333")]
    [InlineData("  port = 3333  ", "PORT", "3333")]
    [InlineData("export PORT=3333", "PORT", "3333")]
    [InlineData("PORT=\"3333\"", "PORT", "3333")]
    [InlineData("NAME='a # b' # comment", "NAME", "a # b")]
    [InlineData("NAME=a#b # comment", "NAME", "a#b")]
    [InlineData("NAME=a=b", "NAME", "a=b")]
    [InlineData("NAME=", "NAME", "")]
    [InlineData("NAME= # comment", "NAME", "")]
    [InlineData("NAME=a\t# comment", "NAME", "a")]
    [InlineData("Backend__BaseAddress=http://b", "Backend:BaseAddress", "http://b")]
    public void Reads_a_line(string line, string name, string value)
    {
        File.WriteAllLines(_path, ["# comment", "", line]);

        Assert.Equal(value, DotEnvFile.Read(_path)[name]);
    }

    [Fact]
    public void Reports_the_number_of_an_invalid_line_but_not_its_text()
    {
        File.WriteAllLines(_path, ["A=1", "s3cr3t"]);

        var exception = Assert.Throws<FormatException>(() => DotEnvFile.Read(_path));
        Assert.EndsWith("line 2: expected NAME=value.", exception.Message, StringComparison.Ordinal);
    }
}
