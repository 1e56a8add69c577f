namespace McpAspire.ServiceDefaults.Doctor;

/// <summary>A further check of <c>doctor</c>, made after all others.</summary>
public interface IDoctorProbe
{
    /// <summary>Makes the check.</summary>
    Task<DoctorCheck> RunAsync(CancellationToken cancellationToken);
}
