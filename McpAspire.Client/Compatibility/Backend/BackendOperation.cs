using System.Text.Json;

namespace McpAspire.Client.Compatibility.Backend;

/// <summary>One operation of a backend, as a server calls it.</summary>
internal sealed record BackendOperation
{
    public required string Method { get; init; }

    /// <summary>The path, with the names of its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>The sent parameters by location; each an object schema in which the parameters that are always sent are required.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>The sent body; <see langword="null"/> if there is none.</summary>
    public BackendBody? Body { get; init; }

    /// <summary>The HTTP statuses that the server handles, sorted.</summary>
    public required IReadOnlyList<int> Statuses { get; init; }

    /// <summary>The part of a successful response that is read; <see langword="null"/> if nothing is read.</summary>
    public BackendBody? Response { get; init; }
}
