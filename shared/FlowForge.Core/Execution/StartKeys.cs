using System.Globalization;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Keys of starts that happen once (semantics 9). No two kinds of start share one.</summary>
public static class StartKeys
{
    /// <summary>Key of a call of the API.</summary>
    public static string Api(string caller, string method, string path, string idempotencyKey) =>
        Identity.Hash("api", caller, method, path, idempotencyKey);

    /// <summary>Key of a call of a webhook.</summary>
    public static string Hook(string workflowId, string nodeId, string webhookId) => Identity.Hash("hook", workflowId, nodeId, webhookId);

    /// <summary>Key of the place that the runs of one schedule share.</summary>
    public static string Overlap(string workflowId, string nodeId) => Identity.Hash("overlap", workflowId, nodeId);

    /// <summary>
    /// Key of a run that another one calls: by parent run, node, iteration and item, and from the second attempt on that too. It is kept as long as the run it gave,
    /// for its caller finds it by the key.
    /// </summary>
    public static string Call(RunCaller caller) => CallPrefix + (caller.Attempt == 1
        ? Identity.Hash("call", caller.RunId, caller.Node, caller.Iteration, Text(caller.Item))
        : Identity.Hash("call", caller.RunId, caller.Node, caller.Iteration, Text(caller.Item), Text(caller.Attempt)));

    /// <summary>What keys of calls begin with.</summary>
    public const string CallPrefix = "call-";

    /// <summary>Key of the run that handles the failure of another.</summary>
    public static string Error(string runId) => Identity.Hash("error", runId);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Key of an occurrence of a schedule.</summary>
    public static string Occurrence(string workflowId, string nodeId, DateTimeOffset at) =>
        Identity.Hash("occurrence", workflowId, nodeId, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
