namespace McpAspire.MockBackend.Problems;

/// <summary>The limits of the API; the annotations that use them are enforced.</summary>
internal static class Limits
{
    /// <summary>Ids of users and tickets, and names of datasets: no separator and no leading dot, so that <c>..</c> is not an id.</summary>
    public const string IdPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

    /// <summary>Maximum users or tickets per page.</summary>
    public const int MaxPageItems = 100;

    public const int DefaultPageItems = 10;

    /// <summary>Maximum rows of a dataset per page.</summary>
    public const int MaxPageRows = 1000;

    public const int DefaultPageRows = 100;

    /// <summary>Maximum request body in bytes. The longest description, with every character escaped, takes 30 000.</summary>
    public const int MaxBodyBytes = 65_536;
}
