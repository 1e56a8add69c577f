using System.ComponentModel.DataAnnotations;

namespace McpAspire.ServiceDefaults.Settings;

/// <summary>Rules of an options class that annotations cannot express.</summary>
public interface IOptionRules
{
    /// <summary>Checks the options.</summary>
    /// <returns>One result per violation, with the names of its properties.</returns>
    IEnumerable<ValidationResult> Check(IServiceProvider services);
}
