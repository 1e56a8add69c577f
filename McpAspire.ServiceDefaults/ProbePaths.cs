using Microsoft.AspNetCore.Http;

namespace McpAspire.ServiceDefaults;

/// <summary>The paths that probes and scrapers ask, every few seconds and by the pod's address.</summary>
public static class ProbePaths
{
    private static readonly PathString[] Paths = ["/health", "/mcp/health", "/metrics"];

    /// <summary>Says whether a path is one of theirs, or below it.</summary>
    public static bool Contains(PathString path)
    {
        foreach (var known in Paths)
        {
            if (path.StartsWithSegments(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
