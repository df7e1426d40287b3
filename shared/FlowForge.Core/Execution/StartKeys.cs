using System.Globalization;

namespace FlowForge.Core.Execution;

/// <summary>Keys of starts that happen once (semantics 9). No two kinds of start share one.</summary>
public static class StartKeys
{
    /// <summary>Key of a call of the API.</summary>
    public static string Api(string caller, string method, string path, string idempotencyKey) =>
        Identity.Hash("api", caller, method, path, idempotencyKey);

    /// <summary>Key of a call of a webhook.</summary>
    public static string Hook(string workflowId, string nodeId, string webhookId) => Identity.Hash("hook", workflowId, nodeId, webhookId);

    /// <summary>Key of an occurrence of a schedule.</summary>
    public static string Occurrence(string workflowId, string nodeId, DateTimeOffset at) =>
        Identity.Hash("occurrence", workflowId, nodeId, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
