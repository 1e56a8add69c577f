namespace McpAspire.Tests.Conformance.Content;

/// <summary>Minimal media files.</summary>
internal static class SampleMedia
{
    /// <summary>One red pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4z8AAAAMBAQD3A0FDAAAAAElFTkSuQmCC");

    /// <summary>One silent sample: 8 kHz, 8 bit, mono.</summary>
    public static readonly byte[] Wav = [
        .. "RIFF"u8, 37, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 1,
        0, 0, 0, 128];
}
