using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace McpAspire.Server.Http;

/// <summary>A body that has been received: its reader says at once that nothing follows, without which the SDK refuses members it does not know.</summary>
internal sealed class BufferedBody(ReadOnlyMemory<byte> body) : IRequestBodyPipeFeature
{
    public PipeReader Reader { get; } = PipeReader.Create(new ReadOnlySequence<byte>(body));
}
