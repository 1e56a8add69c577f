using Microsoft.AspNetCore.Http;

namespace McpAspire.ServiceDefaults.Health;

/// <summary>The paths that probes and scrapers request by the pod's address.</summary>
public static class ProbePaths
{
    private static readonly PathString[] Paths = ["/health", "/mcp/health", "/metrics"];

    /// <summary>Whether a path is one of these or below one.</summary>
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
