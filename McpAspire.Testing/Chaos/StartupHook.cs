using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using McpAspire.Testing.Chaos;

/// <summary>
/// Loaded by the runtime into a service that chaos is made with (DOTNET_STARTUP_HOOKS), whose program knows nothing of it: gives it a clock that can be set,
/// and has it log the exceptions that nobody observes. The runtime asks for this name, without a namespace.
/// </summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime's contract.")]
internal static class StartupHook
{
    /// <summary>Waits for the program to build its host. Called by the runtime, before the program.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new HostObserver());
}
