using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Ai;

/// <summary>The item that a reply becomes: alone, or as a field beside what the item was.</summary>
internal static class ReplyItem
{
    /// <summary>The parameter <c>keep</c> as a part of a JSON Schema's properties.</summary>
    public const string Keep = """
        "keep": { "title": "Keep", "description": "Whether the reply takes the item's place, or is a field beside what the item has.", "enum": ["none", "all"], "default": "none" }
        """;

    /// <summary>The item.</summary>
    /// <param name="item">What it was.</param>
    /// <param name="reply">What the model answered.</param>
    /// <param name="field">The field of a reply that is no object, or is kept beside others.</param>
    /// <param name="keeps">Whether the item's own fields and files stay.</param>
    public static Made[] Of(Item item, JsonElement reply, string field, bool keeps)
    {
        if (!keeps && reply.ValueKind == JsonValueKind.Object)
        {
            return new Made(new ObjectDraft(reply)).Alone();
        }

        var draft = keeps ? new ObjectDraft(item.Json) : new ObjectDraft();
        draft.Put(field, new(reply));
        return new Made(draft, keeps ? item.Binary : default).Alone();
    }
}
