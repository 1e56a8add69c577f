using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>The command <c>doctor</c>: why a token cannot be had, or is not accepted. For images without a shell.</summary>
public static partial class DoctorCommand
{
    /// <summary>The first argument of the command line.</summary>
    public const string Name = "doctor";

    private const int UsageError = 2;

    // For terminals and jq, not for a browser: quotation marks stay as they are.
    private static readonly DoctorJsonContext Json = new(new(DoctorJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// Makes all checks with the program's own settings and services, and writes the report to standard output. Nothing is started, and
    /// nothing is listened on.
    /// </summary>
    /// <param name="builder">The program as it would run.</param>
    /// <param name="arguments">What stands behind <see cref="Name"/>.</param>
    /// <param name="destination">The name of the last check: what the program calls with its token.</param>
    /// <param name="call">The last check.</param>
    /// <returns>0 if no check failed, 1 if one did, 2 if an argument is unknown.</returns>
    public static async Task<int> RunDoctorAsync(this WebApplicationBuilder builder, string[] arguments, string destination, Func<IServiceProvider, CancellationToken, Task<DoctorCheck>> call)
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

    /// <summary>Makes all checks, for a program that has read its command line itself.</summary>
    /// <param name="builder">The program as it would run.</param>
    /// <param name="arguments">What the command line asks for.</param>
    /// <param name="destination">The name of the last check: what the program calls with its token.</param>
    /// <param name="call">The last check.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <returns>0 if no check failed, 1 if one did.</returns>
    public static async Task<int> RunDoctorAsync(
        this WebApplicationBuilder builder, DoctorArguments arguments, string destination, Func<IServiceProvider, CancellationToken, Task<DoctorCheck>> call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(call);

        // Standard output belongs to the report.
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var report = await new Diagnosis(app.Services, arguments).RunAsync(destination, call, cancellationToken);
        await Console.Out.WriteLineAsync(Write(report, arguments.Json));
        return report.Passed ? 0 : 1;
    }

    /// <summary>
    /// The report as text. A token that someone wrote into a setting, such as that of the token file's name, is taken out.
    /// </summary>
    internal static string Write(DoctorReport report, bool json) =>
        Token().Replace(json ? JsonSerializer.Serialize(report, Json.DoctorReport) : DoctorText.Format(report), "(a token)");

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
