@description('The location for the resource(s) to be deployed.')
param location string = resourceGroup().location

resource mcp_client_identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: take('mcp_client_identity-${uniqueString(resourceGroup().id)}', 128)
  location: location
}

output id string = mcp_client_identity.id

output clientId string = mcp_client_identity.properties.clientId

output principalId string = mcp_client_identity.properties.principalId

output principalName string = mcp_client_identity.name

output name string = mcp_client_identity.name
