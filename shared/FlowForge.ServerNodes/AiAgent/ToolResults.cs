using System.Text;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>What tools gave, as the model is told it.</summary>
internal static class ToolResults
{
    /// <summary>Puts the results of the pending calls into the conversation, which then waits for the model.</summary>
    public static async ValueTask TakeAsync(AgentMemo memo, IReadOnlyList<EndedCall> ended, CancellationToken cancellation)
    {
        for (var i = 0; i < memo.Pending.Count; i++)
        {
            var (call, end) = (memo.Pending[i], ended[i]);
            var text = end.Output.IsFailure ? Error(end.Output.Failure.Message) : await TextAsync(end.Output.Value, cancellation).ConfigureAwait(false);
            memo.Messages.Add(new(ModelRole.Tool, text) { CallId = call.CallId });
            memo.Made.Add(new(call.Tool, end.RunId, end.Output.Failure?.Code));
        }

        memo.Pending.Clear();
    }

    /// <summary>What the model is told of a call that came to nothing.</summary>
    public static string Error(string message) => $"Error: {message}";

    private static async ValueTask<string> TextAsync(ItemList items, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        for (var i = 0; i < items.Count && text.Length <= Limits.AiToolLength;)
        {
            foreach (var item in await items.ReadAsync(i, Math.Min(Limits.PageItems, items.Count - i), cancellation).ConfigureAwait(false))
            {
                text.Append(i++ == 0 ? "" : ",").Append(item.Json.GetRawText());
            }
        }

        var whole = items.Count == 1 ? text.ToString() : $"[{text}]";
        return whole.Length <= Limits.AiToolLength ? whole : $"{whole[..Limits.AiToolLength]}… (cut: {items.Count} items in all)";
    }
}
