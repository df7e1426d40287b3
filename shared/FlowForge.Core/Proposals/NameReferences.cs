using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Proposals;

/// <summary>Names of nodes inside the expressions and the code of nodes.</summary>
internal sealed class NameReferences(ICatalogue catalogue, IScripts scripts)
{
    /// <summary>Lets all literal references to a name ask for another; nodes without one are left as they are, by reference.</summary>
    public void Rename(Node[] nodes, string from, string to)
    {
        if (from == to)
        {
            return;
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            if (MayAsk(nodes[i].Parameters) && Changed(nodes[i], from, to) is { Count: > 0 } texts)
            {
                nodes[i] = nodes[i] with { Parameters = ParameterTexts.With(nodes[i].Parameters, texts) };
            }
        }
    }

    private Dictionary<string, string> Changed(Node node, string from, string to)
    {
        var code = catalogue.Find(node)?.Capabilities(node).OfType<Capability.Script>().Select(script => script.Path).ToHashSet(StringComparer.Ordinal) ?? [];
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in ParameterTexts.Of(node.Parameters))
        {
            if ((text.StartsWith('=') || code.Contains(path)) && scripts.RenameNode(text, from, to) is var renamed && renamed != text)
            {
                changed[path] = renamed;
            }
        }

        return changed;
    }

    /// <summary>Every form of a reference has a dollar sign, plain or escaped.</summary>
    private static bool MayAsk(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object
        && JsonMarshal.GetRawUtf8Value(parameters) is var raw
        && (raw.Contains((byte)'$') || raw.IndexOf("\\u"u8) >= 0);
}
