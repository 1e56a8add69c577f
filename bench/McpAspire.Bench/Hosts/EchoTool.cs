using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace McpAspire.Bench.Hosts;

/// <summary>A trivial tool with annotations like those of the server's own tools.</summary>
internal sealed class EchoTool
{
    public const string Name = "echo";

    [McpServerTool(Name = Name, ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Returns a text.")]
    public static Echo CallAsync(
        [Description("The text."), Required, StringLength(128, MinimumLength = 1)] string text,
        [Description("Length of the text to return; 0 for the given text."), Range(0, 1_000_000)] int length = 0) =>
        length == 0 ? new(text, text.Length) : new(new string('x', length), length);
}

/// <summary>The result of <see cref="EchoTool"/>.</summary>
/// <param name="Text">The given text, or as many characters as were requested.</param>
/// <param name="Length">Its length.</param>
internal sealed record Echo(string Text, int Length);
