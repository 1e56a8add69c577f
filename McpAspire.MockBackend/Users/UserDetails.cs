namespace McpAspire.MockBackend.Users;

/// <summary>What is known of a user beyond the profile.</summary>
/// <param name="Department">The department.</param>
/// <param name="Title">The job title.</param>
/// <param name="Location">City and country of the office.</param>
/// <param name="Active">Whether the user still works here.</param>
/// <param name="ManagerId">The id of the user's manager; absent for the head of a department.</param>
/// <param name="Phone">The office phone number; absent when there is none.</param>
internal sealed record UserDetails(string Department, string Title, string Location, bool Active, string? ManagerId = null, string? Phone = null);
