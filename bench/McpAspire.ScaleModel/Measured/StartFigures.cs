namespace McpAspire.ScaleModel.Measured;

/// <summary>A start, and the seconds after it in which 16 connections call as fast as they are answered.</summary>
/// <param name="Cores">How much CPU the server may use.</param>
/// <param name="SecondsToFirstCall">From the start of the process to the first answered call.</param>
/// <param name="CpuSecondsToFirstCall">The CPU that this took.</param>
/// <param name="Seconds">The seconds from then on.</param>
internal sealed record StartFigures(double Cores, double SecondsToFirstCall, double CpuSecondsToFirstCall, IReadOnlyList<StartSecond> Seconds);
