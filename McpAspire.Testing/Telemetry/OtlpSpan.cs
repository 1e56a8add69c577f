namespace McpAspire.Testing.Telemetry;

/// <summary>An exported span.</summary>
internal sealed record OtlpSpan(
    string Service, string Source, string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Reads the spans of an export's body.</summary>
    public static IEnumerable<OtlpSpan> Read(byte[] body) =>
        from resource in new OtlpMessage(body).Messages(1)
        let service = resource.Messages(1).Single().Attributes(1)["service.name"]
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(
            service, scope.Messages(1).Single().Text(1), span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.Attributes(9));
}
