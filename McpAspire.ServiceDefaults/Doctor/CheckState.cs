using System.Text.Json.Serialization;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>What came of a check.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckState>))]
public enum CheckState
{
    /// <summary>All is as it should be.</summary>
    [JsonStringEnumMemberName("pass")]
    Pass,

    /// <summary>It works, but will not for long, or not as meant.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It does not work.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail,

    /// <summary>Not checked: it does not apply here, or what it needs is not there.</summary>
    [JsonStringEnumMemberName("skipped")]
    Skipped,
}
