using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ModelContextProtocol.Server;

namespace McpAspire.Bench.Hosts;

/// <summary>A tool that does nothing; it has annotations, as the server's own tools do.</summary>
internal sealed class EchoTool
{
    public const string Name = "echo";

    [McpServerTool(Name = Name, ReadOnly = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Gives back a text.")]
    public static Echo CallAsync(
        [Description("The text."), Required, StringLength(128, MinimumLength = 1)] string text,
        [Description("How long the result is to be instead; 0 for the text itself."), Range(0, 1_000_000)] int length = 0) =>
        length == 0 ? new(text, text.Length) : new(new string('x', length), length);
}
