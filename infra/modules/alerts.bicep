// Mail when requests fail or the app answers with errors.
param name string
param tags object
param email string
param insightsId string

@description('The function app.')
param apiId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'flowforge'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var watched = [
  {
    name: 'answers'
    scope: apiId
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    says: 'The API answers with errors.'
  }
  {
    name: 'failures'
    scope: insightsId
    namespace: 'microsoft.insights/components'
    metric: 'exceptions/count'
    says: 'The app throws exceptions.'
  }
]

resource alerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for watch in watched: {
    name: 'alert-${watch.name}-${name}'
    location: 'global'
    tags: tags
    properties: {
      description: watch.says
      severity: 2
      enabled: true
      scopes: [watch.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: watch.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: watch.namespace
            metricName: watch.metric
            operator: 'GreaterThan'
            threshold: 10
            timeAggregation: watch.metric == 'Http5xx' ? 'Total' : 'Count'
          }
        ]
      }
      actions: [{ actionGroupId: people.id }]
    }
  }
]
