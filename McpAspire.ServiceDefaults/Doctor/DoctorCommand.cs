using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The command <c>doctor</c>: finds out why there is no token, or why it is rejected. Works in images without a shell.</summary>
public static partial class DoctorCommand
{
    /// <summary>The first argument of the command line.</summary>
    public const string Name = "doctor";

    private const int UsageError = 2;

    // The reader is a terminal or jq, not a browser: quotation marks are not escaped.
    private static readonly DoctorJsonContext Json = new(new(DoctorJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>
    /// Runs all checks with the program's own settings and services, and writes the report to standard output. Starts no hosted service and
    /// opens no port.
    /// </summary>
    /// <param name="builder">The program as it would run.</param>
    /// <param name="arguments">The arguments after <see cref="Name"/>.</param>
    /// <param name="destination">The name of the last check, which calls another service with the token.</param>
    /// <param name="call">The last check.</param>
    /// <returns>0 if no check failed, 1 if one did, 2 if an argument is unknown.</returns>
    public static async Task<int> RunDoctorAsync(
        this WebApplicationBuilder builder,
        string[] arguments,
        string destination,
        Func<IServiceProvider, CancellationToken, Task<DoctorCheck>> call)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(arguments);
        if (DoctorArguments.Parse(arguments) is not { } parsed)
        {
            await Console.Error.WriteLineAsync($"{builder.Environment.ApplicationName}: unknown arguments. Usage: {DoctorArguments.Usage}");
            return UsageError;
        }

        return await builder.RunDoctorAsync(parsed, destination, call);
    }

    /// <summary>Runs all checks, for a program that has parsed its command line itself.</summary>
    /// <param name="builder">The program as it would run.</param>
    /// <param name="arguments">The parsed arguments.</param>
    /// <param name="destination">The name of the last check, which calls another service with the token.</param>
    /// <param name="call">The last check.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <returns>0 if no check failed, 1 if one did.</returns>
    public static async Task<int> RunDoctorAsync(
        this WebApplicationBuilder builder,
        DoctorArguments arguments,
        string destination,
        Func<IServiceProvider, CancellationToken, Task<DoctorCheck>> call,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(call);

        // Standard output is for the report only.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(arguments);
        await using var app = builder.Build();
        var report = await new Diagnosis(app.Services, arguments).RunAsync(destination, call, cancellationToken);
        await Console.Out.WriteLineAsync(Write(report, arguments.Json));
        return report.Passed ? 0 : 1;
    }

    /// <summary>Formats the report. Removes tokens, which may be in a setting such as the token file's name by mistake.</summary>
    internal static string Write(DoctorReport report, bool json)
    {
        var text = Token().Replace(json ? JsonSerializer.Serialize(report, Json.DoctorReport) : DoctorText.Format(report), "(a token)");
        return Invisible().Replace(text, match => json ? FormattableString.Invariant($"\\u{(int)match.Value[0]:x4}") : "?");
    }

    // Such as those that change the direction of text.
    [GeneratedRegex(@"\p{Cf}", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
