namespace McpAspire.Testing.Chaos;

/// <summary>What is wrong with a caller.</summary>
internal enum SlowCaller
{
    /// <summary>Its request comes byte by byte.</summary>
    Drips,

    /// <summary>It takes its answer in small sips.</summary>
    Sips,

    /// <summary>It stops half way through its request, and stays.</summary>
    Stops,

    /// <summary>It asks, and never reads.</summary>
    IsDeaf,

    /// <summary>Its request is larger than the server takes.</summary>
    SendsTooMuch,

    /// <summary>One argument is most of what the server takes.</summary>
    TalksTooMuch,
}
