using System.Text.Json;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>A node of n8n on its way into a kind: what is asked of it, and what is said about it.</summary>
internal sealed class Step(N8nNode node)
{
    private readonly List<string> remarks = [];

    /// <summary>The node.</summary>
    public N8nNode Node => node;

    /// <summary>Version of its type.</summary>
    public double Version => node.Version;

    /// <summary>Its parameters.</summary>
    public Given Given { get; } = new(node.Parameters);

    /// <summary>What could not be carried over, in sentences.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>Says what could not be carried over.</summary>
    public void Remark(string sentence) => remarks.Add(sentence);

    /// <summary>Id of the credential in a slot; null when it names none.</summary>
    public string? Credential(string slot) => CredentialUse.Of(node).FirstOrDefault(use => use.Slot == slot)?.Id;

    /// <summary>Id of the only credential; null when there is none or more than one.</summary>
    public string? OnlyCredential() => CredentialUse.Of(node) is [var use] ? use.Id : null;

    /// <summary>Says which parameters nobody asked for.</summary>
    public void RemarkUnasked()
    {
        foreach (var path in Given.Unasked())
        {
            Remark($"The option '{path}' has no counterpart; it is kept for the export only.");
        }
    }
}

/// <summary>A credential that a node of n8n names.</summary>
/// <param name="Slot">n8n's credential type, e.g. <c>httpHeaderAuth</c>.</param>
/// <param name="Id">The id here.</param>
/// <param name="Name">What people call it.</param>
internal sealed record CredentialUse(string Slot, string Id, string? Name)
{
    /// <summary>Those of a node. One without an id gets one from its name; n8n's oldest files name them by a string.</summary>
    public static IReadOnlyList<CredentialUse> Of(N8nNode node)
    {
        var uses = new List<CredentialUse>();
        if (!node.Json.TryGetProperty("credentials", out var slots) || slots.ValueKind != JsonValueKind.Object)
        {
            return uses;
        }

        foreach (var slot in slots.EnumerateObject())
        {
            var given = new Given(slot.Value);
            var name = slot.Value.ValueKind == JsonValueKind.String ? slot.Value.GetString() : given.Text("name");
            uses.Add(new(slot.Name, Ids.Of(given.Text("id") is { Length: > 0 } id ? id : name, slot.Name), name));
        }

        return uses;
    }
}
