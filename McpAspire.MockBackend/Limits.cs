namespace McpAspire.MockBackend;

/// <summary>The limits of the API. The annotations that use them are what is enforced and what the OpenAPI document says.</summary>
internal static class Limits
{
    /// <summary>Ids of users and tickets, and names of datasets: no separator, no leading dot, so that <c>..</c> is no id.</summary>
    public const string IdPattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

    /// <summary>The largest page of users or tickets.</summary>
    public const int PageItems = 100;

    /// <summary>The page of users or tickets when the caller does not say.</summary>
    public const int DefaultPageItems = 10;

    /// <summary>The largest page of rows of a dataset.</summary>
    public const int PageRows = 1000;

    /// <summary>The page of rows of a dataset when the caller does not say.</summary>
    public const int DefaultPageRows = 100;

    /// <summary>The largest request body, in bytes: the longest description with every character escaped takes 30 000.</summary>
    public const int BodyBytes = 65_536;
}
