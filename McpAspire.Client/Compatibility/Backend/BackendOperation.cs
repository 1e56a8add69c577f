using System.Text.Json;

namespace McpAspire.Client.Compatibility.Backend;

/// <summary>One operation of a backend, as a server calls it.</summary>
internal sealed record BackendOperation
{
    public required string Method { get; init; }

    /// <summary>The path, with names in braces where values go.</summary>
    public required string Path { get; init; }

    /// <summary>The parameters that are sent, by where they are; each an object schema, in which what is always sent is required.</summary>
    public required IReadOnlyDictionary<ParameterPlace, JsonElement> Parameters { get; init; }

    /// <summary>What is sent as the body; <see langword="null"/> if nothing.</summary>
    public BackendBody? Body { get; init; }

    /// <summary>The HTTP statuses that the server knows may come, sorted.</summary>
    public required IReadOnlyList<int> Statuses { get; init; }

    /// <summary>What is read of a success; <see langword="null"/> if nothing.</summary>
    public BackendBody? Response { get; init; }
}
