namespace McpAspire.Tests.Aspire;

/// <summary>The system of the launch profile <c>caller</c>.</summary>
public sealed class CallerAppHostFixture() : AppHostFixture(
    ["--MCPASPIRE_AUTHORIZATION=EntraId", "--MCPASPIRE_APIS=apis.json", "--MCPASPIRE_IDENTITY=Caller"]);
