namespace McpAspire.Client.Compatibility.Reports;

/// <summary>How differences are written.</summary>
internal enum ReportFormat
{
    /// <summary>For a terminal, or a log.</summary>
    Table,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>JUnit XML, for a CI system: one test case a tool.</summary>
    JUnit,

    /// <summary>For a comment on a merge request.</summary>
    Markdown,
}
