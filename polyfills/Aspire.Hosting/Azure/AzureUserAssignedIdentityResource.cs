using System.Text.RegularExpressions;

namespace Aspire.Hosting.Azure;

public sealed partial class AzureUserAssignedIdentityResource(string name) : AzureProvisioningResource(name, Module)
{
    private static string Module(string name)
    {
        var identity = NotAllowed().Replace(name, "_");
        return $$"""
            @description('The location for the resource(s) to be deployed.')
            param location string = resourceGroup().location

            resource {{identity}} 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
              name: take('{{identity}}-${uniqueString(resourceGroup().id)}', 128)
              location: location
            }

            output id string = {{identity}}.id

            output clientId string = {{identity}}.properties.clientId

            output principalId string = {{identity}}.properties.principalId

            output principalName string = {{identity}}.name

            output name string = {{identity}}.name

            """;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotAllowed();
}
