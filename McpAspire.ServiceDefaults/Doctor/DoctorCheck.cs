using System.Text.Json;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>One check and its outcome. It never contains a token, assertion or secret.</summary>
/// <param name="Name">The name of the check, stable across versions.</param>
/// <param name="State">The outcome.</param>
/// <param name="Found">The findings, each a sentence or a part of one.</param>
public sealed record DoctorCheck(string Name, CheckState State, IReadOnlyList<string> Found)
{
    /// <summary>The remedy.</summary>
    /// <value><see langword="null"/> unless the check failed or warns.</value>
    public string? Fix { get; init; }

    /// <summary>Entra's error code, e.g. <c>AADSTS700016</c>.</summary>
    /// <value><see langword="null"/> if Entra returned none.</value>
    public string? Code { get; init; }

    /// <summary>The relevant claims of the token that the check examined.</summary>
    /// <value><see langword="null"/> for checks without a token.</value>
    public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }

    /// <summary>A check that found no problem.</summary>
    public static DoctorCheck Pass(string name, params string[] found) => new(name, CheckState.Pass, found);

    /// <summary>A check that found something that works only for a short time or not as intended.</summary>
    public static DoctorCheck Warn(string name, string found, string fix) => new(name, CheckState.Warning, [found]) { Fix = fix };

    /// <summary>A check that found an error.</summary>
    public static DoctorCheck Fail(string name, string found, string fix) => new(name, CheckState.Fail, [found]) { Fix = fix };

    /// <summary>A check that did not run.</summary>
    public static DoctorCheck Skip(string name, string reason) => new(name, CheckState.Skipped, [reason]);
}
