namespace McpAspire.Testing.Telemetry;

/// <summary>An exported log record.</summary>
internal sealed record OtlpLog(
    string Service, string Category, string Message, string TraceId, string SpanId, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Reads the records of an export's body.</summary>
    public static IEnumerable<OtlpLog> Read(byte[] body) =>
        from resource in new OtlpMessage(body).Messages(1)
        let service = resource.Messages(1).Single().Attributes(1)["service.name"]
        from scope in resource.Messages(2)
        from log in scope.Messages(2)
        select new OtlpLog(
            service,
            scope.Messages(1).Single().Text(1),
            log.Messages(5).FirstOrDefault()?.Text(1) ?? string.Empty,
            log.Hex(9),
            log.Hex(10),
            log.Attributes(6));
}
