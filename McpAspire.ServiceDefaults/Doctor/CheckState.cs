using System.Text.Json.Serialization;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The outcome of a check.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
public enum CheckState
{
    /// <summary>No problem found.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>It works, but only for a short time or not as intended.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>Not checked: it does not apply, or an earlier check did not provide its input.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
