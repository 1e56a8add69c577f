namespace McpAspire.Bench.Processes;

/// <summary>What a process has used since its start.</summary>
/// <param name="Cpu">Processor time, in user mode and in the kernel.</param>
/// <param name="AllocatedBytes">What its managed code has allocated; <see langword="null"/> where nobody can say.</param>
internal sealed record Usage(TimeSpan Cpu, long? AllocatedBytes);
