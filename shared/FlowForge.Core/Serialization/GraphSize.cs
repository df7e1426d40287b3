using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>Looks into a large text for more nodes or edges than a workflow may have, and stops at the first that is too many: what is not read costs nothing.</summary>
internal static class GraphSize
{
    // The smallest node or edge is "{},".
    private const int Small = 3 * Limits.Nodes;

    /// <summary>The problem, <c>graph.tooManyNodes</c> or <c>graph.tooManyEdges</c>; null when there is none, or the text is no JSON, which others say better.</summary>
    public static Problem? Refusal(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < Small)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new() { MaxDepth = Limits.Depth });
            return Enter(ref reader, "graph") ? GraphRefusal(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Problem? GraphRefusal(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isNodes, isEdges) = (reader.ValueTextEquals("nodes"u8), reader.ValueTextEquals("edges"u8));
            reader.Read();
            if ((isNodes || isEdges) && Exceeds(ref reader, isNodes ? Limits.Nodes : Limits.Edges))
            {
                return isNodes
                    ? new(ProblemCodes.TooManyNodes, "graph.nodes", $"The workflow has more than {Limits.Nodes} nodes.")
                    : new(ProblemCodes.TooManyEdges, "graph.edges", $"The workflow has more than {Limits.Edges} edges.");
            }

            reader.Skip();
        }

        return null;
    }

    /// <summary>Moves into the object behind a name of the root; whether there is one.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt && reader.TokenType == JsonTokenType.StartObject)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool Exceeds(ref Utf8JsonReader reader, int most)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count == most)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
