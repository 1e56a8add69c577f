using System.Text;
using System.Text.Json;

namespace McpAspire.Client.Compatibility;

/// <summary>Reads JSON of a limited size from files and responses.</summary>
internal static class BoundedJson
{
    /// <summary>Maximum size of a file or response.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <param name="path">The file.</param>
    /// <param name="ifMissing">The remedy if the file does not exist.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="ContractException">The file does not exist, cannot be read, or is too large.</exception>
    public static async Task<byte[]> ReadFileAsync(string path, string ifMissing, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return file.CanSeek && file.Length > MaxBytes
                ? throw new ContractException(path, string.Empty, $"must have at most {MaxBytes} bytes; it has {file.Length}")
                : await ReadAsync(path, file, cancellationToken);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ContractException(
                path.Length == 0 ? "''" : path,
                string.Empty,
                exception is FileNotFoundException or DirectoryNotFoundException ? ifMissing : "the file cannot be read");
        }
    }

    /// <exception cref="ContractException">The content exceeds <see cref="MaxBytes"/>.</exception>
    public static async Task<byte[]> ReadAsync(string source, Stream stream, CancellationToken cancellationToken)
    {
        using var bounded = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await bounded.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (bounded.Length > MaxBytes)
            {
                throw new ContractException(source, string.Empty, $"must have at most {MaxBytes} bytes");
            }
        }

        return bounded.ToArray();
    }

    /// <param name="source">The source, for error messages.</param>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="ContractException">It is not a JSON value, or is nested too deeply.</exception>
    public static JsonElement Parse(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(
                utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8, new JsonReaderOptions { MaxDepth = 64 });
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read()
                ? throw new ContractException(source, string.Empty, "must be a single JSON object")
                : document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new ContractException(source, string.Empty, $"is not JSON at line {exception.LineNumber + 1}");
        }
    }
}
