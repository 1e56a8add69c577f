namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>Which of several policies counts.</summary>
internal enum PolicySelection
{
    /// <summary>That which allows the largest change.</summary>
    Max,

    /// <summary>That which allows the smallest change.</summary>
    Min,

    /// <summary>None: this direction is switched off.</summary>
    Disabled,
}
