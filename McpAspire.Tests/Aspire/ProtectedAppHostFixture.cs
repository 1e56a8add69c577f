namespace McpAspire.Tests.Aspire;

/// <summary>The system of the launch profile <c>protected</c>.</summary>
public sealed class ProtectedAppHostFixture() : AppHostFixture(["--MCPASPIRE_AUTHORIZATION=EntraId"]);
