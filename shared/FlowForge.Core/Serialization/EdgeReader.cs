using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>Reads one of <c>graph.edges</c>; whether its nodes and ports exist is the validator's.</summary>
internal static class EdgeReader
{
    public static Edge Read(DocumentObject edge, ProblemList problems)
    {
        return new()
        {
            From = edge.RequiredText("from"),
            FromPort = edge.Text("fromPort"),
            To = edge.RequiredText("to"),
            ToPort = edge.Text("toPort"),
            Kind = edge.Text("kind") ?? Edge.Main,
            RepeatMax = Repeat(edge.Child("repeat")),
        };
    }

    private static int? Repeat(DocumentObject? repeat)
    {
        if (repeat is null)
        {
            return null;
        }

        var max = repeat.RequiredWhole("max");
        repeat.Close();
        return max;
    }
}
