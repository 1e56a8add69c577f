namespace ModelContextProtocol.AspNetCore.Http;

/// <summary>How the text of a header relates to the argument it repeats.</summary>
internal enum HeaderComparison
{
    Equal,
    Different,
    UnsafeInteger,
}
