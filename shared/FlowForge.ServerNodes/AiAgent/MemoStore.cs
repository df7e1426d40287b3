using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>Memos among the binaries of the run; the name of one is what the run records.</summary>
internal static class MemoStore
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2 * Limits.Depth };

    /// <summary>Keeps a memo; gives its calls under its name.</summary>
    public static async ValueTask<NodeResult> KeepAsync(IBinaries binaries, AgentMemo memo, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(AgentMemoJson.Write(memo).ToArray());
        var kept = await binaries.WriteAsync(bytes, "application/json", null, cancellation).ConfigureAwait(false);
        return kept.IsFailure ? new NodeResult.Failed(kept.Failure) : Calls(memo, kept.Value.Ref);
    }

    /// <summary>A memo by its name.</summary>
    public static async ValueTask<Outcome<AgentMemo>> ReadAsync(IBinaries binaries, string name, CancellationToken cancellation)
    {
        var opened = await binaries.OpenAsync(name, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        using var json = await JsonDocument.ParseAsync(content, Deep, cancellation).ConfigureAwait(false);
        return AgentMemoJson.Read(json.RootElement.Clone());
    }

    /// <summary>The calls that a memo waits for.</summary>
    public static NodeResult.CallRuns Calls(AgentMemo memo, string name) => new([.. memo.Pending.Select(static call => new RunToCall(call.WorkflowId, new Item(call.Arguments)))], name);
}
