using McpAspire.ServiceDefaults.Identity;

namespace McpAspire.Tests.Unit.Identity;

[Trait("Category", "Unit")]
public sealed class ManagementPlaneTests
{
    [Theory]
    [InlineData("https://management.azure.com/.default")]
    [InlineData("https://management.azure.com//.default")]
    [InlineData("HTTPS://Management.Azure.COM:443//.default")]
    [InlineData("https://management.azure.com./.default")]
    [InlineData("https://management.azure.com/user_impersonation")]
    [InlineData("https://westeurope.management.azure.com/.default")]
    [InlineData("https://user@management.azure.com/.default")]
    [InlineData("https://management%2Eazure.com/.default")]
    [InlineData("management.azure.com/.default")]
    [InlineData("https://management.core.windows.net//.default")]
    [InlineData("https://management.usgovcloudapi.net/.default")]
    [InlineData("https://management.core.usgovcloudapi.net//.default")]
    [InlineData("https://management.chinacloudapi.cn/.default")]
    [InlineData("https://management.core.chinacloudapi.cn//.default")]
    [InlineData("https://management.microsoftazure.de/.default")]
    [InlineData("https://management.core.cloudapi.de//.default")]
    [InlineData("https://management.sovcloud-api.fr/.default")]
    [InlineData("https://management.sovcloud-api.de/.default")]
    [InlineData("https://management.azure.eaglex.ic.gov/.default")]
    [InlineData("https://management.azure.microsoft.scloud/.default")]
    [InlineData("https://management.local.azurestack.external/.default")]
    [InlineData("797f4846-ba00-4fd7-ba43-dac1f8f63013/.default")]
    [InlineData("api://797F4846-BA00-4FD7-BA43-DAC1F8F63013//.default")]
    [InlineData("spn:797f4846-ba00-4fd7-ba43-dac1f8f63013/.default")]
    [InlineData("797f4846ba004fd7ba43dac1f8f63013/.default")]
    public void The_management_plane_is_recognized_in_every_cloud_and_notation(string scope) =>
        Assert.True(ManagementPlane.IsNamedBy(scope));

    [Theory]
    [InlineData("api://mcp-backend/.default")]
    [InlineData("api://bbbbbbbb-0000-0000-0000-000000000003/.default")]
    [InlineData("https://management.contoso.com/.default")]
    [InlineData("https://case-management.azure.com/.default")]
    [InlineData("https://management.azure.com.contoso.com/.default")]
    [InlineData("https://graph.microsoft.com/.default")]
    public void Other_scopes_are_not(string scope) => Assert.False(ManagementPlane.IsNamedBy(scope));
}
