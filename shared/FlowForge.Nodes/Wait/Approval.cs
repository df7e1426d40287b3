using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Wait;

/// <summary>The items that waited for a decision go on by its port, each with the decision in the field <c>approval</c>.</summary>
internal static class Approval
{
    private const string Field = "approval";

    /// <summary>Puts them out. Without any, the decision goes on alone.</summary>
    /// <param name="context">The node's context.</param>
    /// <param name="decision"><c>{ decision: approved | rejected, … }</c>, everything that was sent with it.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public static async ValueTask WriteAsync(INodeContext context, JsonElement decision, CancellationToken cancellation)
    {
        var isApproved = decision.TryGetProperty("decision"u8, out var word) && word.ValueEquals("approved"u8);
        using var written = new WrittenItems(context, isApproved ? "approved" : "rejected");
        var input = context.FirstInput;
        if (input.Count == 0)
        {
            await AddAsync(written, new(JsonLiteral.Of("{}")), decision, Origin.None).ConfigureAwait(false);
        }

        for (var i = 0; i < input.Count;)
        {
            foreach (var item in await input.ReadAsync(i, Limits.PageItems, cancellation).ConfigureAwait(false))
            {
                await AddAsync(written, item, decision, Origin.First(i++)).ConfigureAwait(false);
            }
        }

        await written.FlushAsync().ConfigureAwait(false);
    }

    private static ValueTask<bool> AddAsync(WrittenItems written, Item item, JsonElement decision, Origin origin)
    {
        var draft = new ObjectDraft(item.Json);
        draft.Put(Field, new(decision));
        written.Page.Begin();
        draft.WriteTo(written.Page.Writer());
        return written.EndAsync(item.Binary, origin);
    }
}
