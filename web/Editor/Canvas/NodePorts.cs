using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>The ports of a node as it stands in its workflow, in the order in which they are drawn.</summary>
/// <param name="Inputs">First the default.</param>
/// <param name="Outputs">First the default; <c>error</c> last.</param>
internal sealed record NodePorts(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public const string Error = "error";

    /// <summary>The ports of a node.</summary>
    /// <param name="kind">Its kind, or null when the catalogue lacks it: then it has what its edges name.</param>
    /// <param name="node">The node.</param>
    /// <param name="namedInputs">Input ports that edges name.</param>
    /// <param name="namedOutputs">Output ports that edges name.</param>
    public static NodePorts Of(INodeKind? kind, Node node, IReadOnlyCollection<string> namedInputs, IReadOnlyCollection<string> namedOutputs)
    {
        if (kind is null)
        {
            return new(Named(namedInputs, "in"), Named(namedOutputs, "out"));
        }

        var (inputs, outputs) = Declared(kind, node, namedInputs);
        var hasError = !kind.Description.IsTrigger && !outputs.Contains(Error) && (node.OnError == OnError.ErrorOutput || namedOutputs.Contains(Error));
        return new(inputs, hasError ? [.. outputs, Error] : outputs);
    }

    // Half-written parameters may be nothing that a kind can read; it is drawn all the same.
    private static (IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs) Declared(INodeKind kind, Node node, IReadOnlyCollection<string> named)
    {
        try
        {
            return (kind.InputPorts(node, named), kind.OutputPorts(node));
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            return (kind.Description.Inputs, kind.Description.Outputs);
        }
    }

    private static string[] Named(IReadOnlyCollection<string> named, string otherwise) => named.Count == 0 ? [otherwise] : [.. named.Distinct(StringComparer.Ordinal)];
}
