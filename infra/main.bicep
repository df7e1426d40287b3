// FlowForge on Azure: one resource group with everything in it. `azd up` deploys this file; docs/azure.md explains it.
targetScope = 'subscription'

@description('Name of the deployment: becomes a part of the names of all resources.')
@minLength(2)
@maxLength(20)
param environmentName string

@description('Region of all resources. It must offer Flex Consumption.')
param location string

@description('Token that callers of the API send. Without it Azure answers hooks, resume and liveness only.')
@secure()
param apiToken string = ''

@description('Address that gets alerts and warnings of the budget; empty: nobody.')
param alertEmail string = ''

@description('Budget of a month in the currency of the subscription; 0: none.')
@minValue(0)
param monthlyBudget int = 50

@description('Most instances of the function app at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('Ranges and hosts that workflows may call besides the public internet, comma-separated.')
param egressAllow string = ''

@description('Whether the editor is hosted as well, with the API behind it.')
param withEditor bool = false

@description('First day of the budget: the first of a month.')
param budgetStart string = utcNow('yyyy-MM-01')

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-flowforge-${token}', location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'stff${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-ff-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    apiToken: apiToken
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    name: 'flowforge-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    name: 'func-flowforge-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storageName: storage.outputs.name
    deployments: storage.outputs.deployments
    vaultName: vault.outputs.name
    hasToken: !empty(apiToken)
    insightsConnection: monitoring.outputs.connection
    maximumInstances: maximumInstances
    instanceMemory: instanceMemory
    egressAllow: egressAllow
  }
}

module editor 'modules/editor.bicep' = if (withEditor) {
  scope: group
  params: { name: 'stapp-flowforge-${token}', location: location, tags: tags, apiId: functions.outputs.id }
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmail)) {
  scope: group
  params: {
    name: 'flowforge-${token}'
    tags: tags
    email: alertEmail
    insightsId: monitoring.outputs.insightsId
    apiId: functions.outputs.id
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  params: { name: 'flowforge-${token}', amount: monthlyBudget, start: budgetStart, email: alertEmail }
}

@description('Address of the API.')
output API_URL string = functions.outputs.url

@description('Address of the editor; empty without one.')
output EDITOR_URL string = withEditor ? editor!.outputs.url : ''

@description('Name of the storage account, for tools.')
output STORAGE_ACCOUNT string = storage.outputs.name
