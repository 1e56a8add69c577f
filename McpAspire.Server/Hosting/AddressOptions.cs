using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using McpAspire.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace McpAspire.Server.Hosting;

/// <summary>The addresses of the server: an explicit port, else <c>ASPNETCORE_URLS</c>, else port 3333.</summary>
internal sealed class AddressOptions : IOptionRules
{
    public const string SectionName = "Listen";

    /// <summary>The container's port, used unless <see cref="Port"/> or <c>ASPNETCORE_URLS</c> is set.</summary>
    public const int DefaultPort = 3333;

    /// <summary>The address to listen on (<c>HOST</c>): <c>localhost</c>, or an IP address of this machine.</summary>
    /// <value>Default <c>0.0.0.0</c> in Production, else <c>localhost</c>.</value>
    public string? Host { get; set; }

    /// <summary>The port (<c>PORT</c>); 0 selects a free one.</summary>
    /// <value>Default 3333; 0 to 65535.</value>
    [SettingRange(0, 65535, ErrorMessage = "must be a port, 0 to 65535")]
    public int? Port { get; set; }

    /// <summary>Further ports for the same endpoints, separated by commas or spaces (<c>ADDITIONAL_PORTS</c>).</summary>
    /// <value>Default none; each 1 to 65535.</value>
    public string? AdditionalPorts { get; set; }

    public IEnumerable<ValidationResult> Check(IServiceProvider services)
    {
        if (Host is not null && Host != "localhost" && !IPAddress.TryParse(Host, out _))
        {
            yield return new ValidationResult("must be localhost or an IP address", [nameof(Host)]);
        }

        if (
            SettingList.Split(AdditionalPorts).Any(
                port => !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0))
        {
            yield return new ValidationResult("must be ports, 1 to 65535, separated by commas", [nameof(AdditionalPorts)]);
        }
        else if (ListenUrls.In(services.GetRequiredService<IConfiguration>()) is var urls && urls.Distinct().Count() < urls.Length)
        {
            yield return new ValidationResult("must be ports on which the server does not listen already", [nameof(AdditionalPorts)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class AddressOptionsValidator : IValidateOptions<AddressOptions>;
