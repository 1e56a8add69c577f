using System.Text.Json;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>One check and its outcome. Nothing of it is a token, an assertion or a secret.</summary>
/// <param name="Name">The check's name, the same in every version.</param>
/// <param name="State">The outcome.</param>
/// <param name="Found">What was found, a sentence or a part of one each.</param>
public sealed record DoctorCheck(string Name, CheckState State, IReadOnlyList<string> Found)
{
    /// <summary>What to do about it.</summary>
    /// <value><see langword="null"/> unless it failed, or will.</value>
    public string? Fix { get; init; }

    /// <summary>Entra's error code, e.g. <c>AADSTS700016</c>.</summary>
    /// <value><see langword="null"/> where Entra gave none.</value>
    public string? Code { get; init; }

    /// <summary>The claims of the token that was looked at, as far as they help.</summary>
    /// <value><see langword="null"/> for a check that looks at no token.</value>
    public IReadOnlyDictionary<string, JsonElement>? Claims { get; init; }

    /// <summary>A check that found all as it should be.</summary>
    public static DoctorCheck Pass(string name, params string[] found) => new(name, CheckState.Pass, found);

    /// <summary>A check that found what will not work for long, or not as meant.</summary>
    public static DoctorCheck Warn(string name, string found, string fix) => new(name, CheckState.Warning, [found]) { Fix = fix };

    /// <summary>A check that found what does not work.</summary>
    public static DoctorCheck Fail(string name, string found, string fix) => new(name, CheckState.Fail, [found]) { Fix = fix };

    /// <summary>A check that was not made.</summary>
    public static DoctorCheck Skip(string name, string reason) => new(name, CheckState.Skipped, [reason]);
}
