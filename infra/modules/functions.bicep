// The function app on Flex Consumption. It reaches storage, vault and telemetry by its identity.
param name string
param location string
param tags object
param identityId string
param clientId string
param storageName string

@description('Address of the container that the package is deployed into.')
param deployments string
param vaultName string
param hasToken bool
param insightsConnection string
param maximumInstances int
param instanceMemory int
param egressAllow string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deployments
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: instanceMemory }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        AzureWebJobsStorage__accountName: storage.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: clientId
        AZURE_CLIENT_ID: clientId
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
        FlowForge__Storage__AccountUrl: storage.properties.primaryEndpoints.blob
        FlowForge__KeyVault__Url: vault.properties.vaultUri
        FlowForge__Egress__Allow: egressAllow
      },
      hasToken
        ? { FlowForge__Api__Token: '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=flowforge-api-token)' }
        : {}
    )
  }

  // Packages come from the container alone: nobody publishes with a password.
  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output id string = app.id
output url string = 'https://${app.properties.defaultHostName}'
