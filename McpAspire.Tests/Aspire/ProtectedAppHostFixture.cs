namespace McpAspire.Tests.Aspire;

/// <summary>The whole system, with the server protected.</summary>
public sealed class ProtectedAppHostFixture() : AppHostFixture(["--Authorization:Mode=EntraId"]);
