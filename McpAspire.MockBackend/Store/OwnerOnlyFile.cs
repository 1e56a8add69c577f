namespace McpAspire.MockBackend.Store;

/// <summary>Creates files and directories that only their owner can read (0600 and 0700), except on Windows.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces a file atomically, so that readers see the old text or the new one.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var unfinished = CreateTemporary(path);
        await File.WriteAllTextAsync(unfinished, text, cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Creates an empty file, or restricts the access to an existing one.</summary>
    public static void Ensure(string path)
    {
        if (!File.Exists(path))
        {
            // Moved into place: opening and closing a database that this process has locked would release the locks.
            var unfinished = CreateTemporary(path);
            try
            {
                File.Move(unfinished, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(unfinished);
            }
        }

        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != FileMode600)
        {
            File.SetUnixFileMode(path, FileMode600);
        }
    }

    /// <summary>Creates an empty file beside another. An existing directory keeps its mode: it may be a mounted volume.</summary>
    private static string CreateTemporary(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, FileMode600 | UnixFileMode.UserExecute);
            options.UnixCreateMode = FileMode600;
        }

        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        using var file = new FileStream(temporary, options);
        return temporary;
    }
}
