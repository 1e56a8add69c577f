namespace McpAspire.Client.Compatibility.Reports;

/// <summary>The format of differences.</summary>
internal enum ReportFormat
{
    /// <summary>For a terminal, or a log.</summary>
    Table,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>JUnit XML, for a CI system: one test case per tool.</summary>
    JUnit,

    /// <summary>For a comment on a merge request.</summary>
    Markdown,
}
