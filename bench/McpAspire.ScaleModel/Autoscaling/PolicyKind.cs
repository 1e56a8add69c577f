namespace McpAspire.ScaleModel.Autoscaling;

/// <summary>What the value of a policy counts.</summary>
internal enum PolicyKind
{
    Pods,

    /// <summary>Percent of the pods at the start of the period.</summary>
    Percent,
}
