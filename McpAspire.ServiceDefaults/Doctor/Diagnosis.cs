using McpAspire.ServiceDefaults.Identity;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>Runs the checks in order; skips those whose input is missing.</summary>
internal sealed class Diagnosis(IServiceProvider services, DoctorArguments arguments)
{
    private readonly IHostEnvironment _environment = services.GetRequiredService<IHostEnvironment>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();

    public async Task<DoctorReport> RunAsync(
        string destination, Func<IServiceProvider, CancellationToken, Task<DoctorCheck>> call, CancellationToken cancellationToken)
    {
        var identity = ReadUnchecked();
        var kind = CredentialSelector.Select(identity);
        var settings = SettingsCheck.Run(services);
        var (file, assertion) = await TokenFileCheck.RunAsync(kind, identity, _time, cancellationToken);
        var (authority, ahead) = await AuthorityCheck.RunAsync(kind, identity, _time, cancellationToken);
        var (token, claims) = await AcquireAsync(kind, file, authority, cancellationToken);
        var canCall = token.State == CheckState.Pass || (kind == CredentialKind.None && IdentityIsValid());
        List<DoctorCheck> checks =
        [
            settings,
            CredentialCheck.Run(kind, identity, _environment.IsProduction()),
            file,
            AssertionCheck.Run(assertion, arguments),
            authority,
            ClockCheck.Run(ahead),
            token,
            TokenClaimsCheck.Run(token, claims, identity, _time.GetUtcNow()),
            canCall ? await call(services, cancellationToken) : DoctorCheck.Skip(destination, "there is no token for the call"),
        ];
        foreach (var probe in services.GetServices<IDoctorProbe>())
        {
            checks.Add(await probe.RunAsync(cancellationToken));
        }

        var passed = checks.TrueForAll(static check => check.State != CheckState.Fail);
        return new(_environment.ApplicationName, _environment.EnvironmentName, _time.GetUtcNow(), passed, checks);
    }

    private Task<(DoctorCheck Check, string? Token)> AcquireAsync(
        CredentialKind kind, DoctorCheck file, DoctorCheck authority, CancellationToken cancellationToken)
    {
        var missing = kind == CredentialKind.None ? "no token is needed"
            : !IdentityIsValid() ? "the identity settings are not valid"
            : authority.State == CheckState.Fail ? "the authority is not available"
            : file is { State: CheckState.Fail, Claims: null } ? "there is no token to exchange"
            : null;
        return missing is null
            ? TokenCheck.RunAsync(services.GetRequiredService<AccessTokenSource>(), cancellationToken)
            : Task.FromResult((DoctorCheck.Skip(CheckNames.Token, missing), (string?)null));
    }

    private bool IdentityIsValid() => services.GetRequiredService<IOptions<IdentityOptions>>().ValueOrNull() is not null;

    /// <summary>The settings without validation, because the checks also examine wrong ones.</summary>
    private IdentityOptions ReadUnchecked()
    {
        var options = new IdentityOptions();
        foreach (var configure in services.GetServices<IConfigureOptions<IdentityOptions>>())
        {
            configure.Configure(options);
        }

        return options;
    }
}
