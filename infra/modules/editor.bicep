// The editor as static files, with the API behind /api, so that both have one origin.
param name string
param location string
param tags object

@description('The function app.')
param apiId string

resource site 'Microsoft.Web/staticSites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'editor' })
  sku: { name: 'Standard', tier: 'Standard' }
  properties: { allowConfigFileUpdates: true, stagingEnvironmentPolicy: 'Disabled' }

  resource backend 'linkedBackends' = {
    name: 'api'
    properties: { backendResourceId: apiId, region: location }
  }
}

output url string = 'https://${site.properties.defaultHostname}'
