using System.Buffers;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Planning;

namespace FlowForge.Durable.Plans;

/// <summary>
/// An outline as it stands in an orchestration's input: arrays of integers. What follows from the rest (in-edges, out-edges, places, branches' nodes,
/// what belongs to a scope) is left out and worked out on reading.
/// </summary>
public static class OutlineJson
{
    /// <summary>Code of <see cref="Check"/>.</summary>
    public const string TooLarge = "plan.tooLargeForHost";

    /// <summary>The outline; a failure <c>plan.tooLargeForHost</c> when it has over <see cref="Limits.OutlineBytes"/> bytes.</summary>
    public static Outcome<JsonElement> Check(PlanOutline outline)
    {
        var json = Write(outline);
        return json.Length <= Limits.OutlineBytes
            ? JsonElement.Parse(json)
            : Failure.Of(TooLarge, $"The plan's outline has {json.Length} bytes; this host runs plans of at most {Limits.OutlineBytes}.");
    }

    /// <summary>The outline as UTF-8.</summary>
    public static byte[] Write(PlanOutline outline)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("sequential"u8, outline.IsSequential);
            if (outline.JoinsEach)
            {
                writer.WriteBoolean("each"u8, true);
            }

            Rows(writer, "scopes", outline.Scopes, static scope => [(int)scope.Role, scope.Parent, scope.Owner, scope.RunsThrough ? 1 : 0]);
            Rows(writer, "nodes", outline.Nodes, static node =>
                [node.Scope, node.Document, node.Branch, node.OutputPorts, node.Body, (node.AlwaysRun ? 1 : 0) + (node.IsLoop ? 2 : 0), .. node.InputPorts > 1 ? [node.InputPorts] : Array.Empty<int>()]);
            Rows(writer, "edges", outline.Edges, static edge =>
                [edge.From, edge.FromPort, edge.To, edge.ToPort, (int)edge.Role, edge.Home, edge.Leaves, (edge.Enters ? 1 : 0) + (edge.IsInner ? 2 : 0), edge.RepeatMax]);
            Rows(writer, "branches", outline.Branches, static branch => branch);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PlanOutline Read(JsonElement json)
    {
        var (nodes, edges, scopes, branches) = (Rows(json, "nodes"), Rows(json, "edges"), Rows(json, "scopes"), Rows(json, "branches"));
        var (into, outOf) = (Group(edges, nodes.Length, 2), Group(edges, nodes.Length, 0));
        var (nodesOf, edgesOf) = (Group(nodes, scopes.Length, 0), Group(edges, scopes.Length, 5));
        var (nodePlaces, edgePlaces, positions) = (Places(nodes.Length, nodesOf), Places(edges.Length, edgesOf), Places(nodes.Length, branches));
        return new()
        {
            IsSequential = json.GetProperty("sequential"u8).GetBoolean(),
            JoinsEach = json.TryGetProperty("each"u8, out _),
            Scopes = ReadScopes(scopes, nodesOf, edgesOf, Group(edges, scopes.Length, 6)),
            Branches = branches,
            Nodes = [.. nodes.Select((row, i) => new OutlineNode
            {
                Scope = row[0], Local = nodePlaces[i], Document = row[1], Branch = row[2], Position = positions[i], OutputPorts = row[3],
                Body = row[4], AlwaysRun = (row[5] & 1) == 1, IsLoop = (row[5] & 2) == 2,
                InputPorts = row.Length > 6 ? row[6] : 1, In = into[i], Out = outOf[i],
            })],
            Edges = [.. edges.Select((row, i) => new OutlineEdge
            {
                From = row[0], FromPort = row[1], To = row[2], ToPort = row[3], Role = (EdgeRole)row[4], Home = row[5], Local = edgePlaces[i],
                Leaves = row[6], Enters = (row[7] & 1) == 1, IsInner = (row[7] & 2) == 2, RepeatMax = row[8],
            })],
        };
    }

    private static OutlineScope[] ReadScopes(int[][] scopes, int[][] nodes, int[][] edges, int[][] exits)
    {
        var read = new OutlineScope[scopes.Length];
        for (var i = 0; i < scopes.Length; i++)
        {
            var row = scopes[i];
            read[i] = new()
            {
                Role = (ScopeRole)row[0], Parent = row[1], Owner = row[2], RunsThrough = row[3] == 1,
                Depth = row[1] < 0 ? 0 : read[row[1]].Depth + 1,
                Nodes = nodes[i], Edges = edges[i], Exits = exits[i],
                Repeats = [.. Enumerable.Range(0, scopes.Length).Where(inner => scopes[inner][1] == i && (ScopeRole)scopes[inner][0] == ScopeRole.Repeat)],
            };
        }

        return read;
    }

    /// <summary>Rows by what stands in a column, in order; those with a negative number there are in no group.</summary>
    private static int[][] Group(int[][] rows, int groups, int column)
    {
        var lists = new List<int>[groups];
        for (var i = 0; i < groups; i++)
        {
            lists[i] = [];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i][column] is var group and >= 0)
            {
                lists[group].Add(i);
            }
        }

        return Array.ConvertAll(lists, static list => list.ToArray());
    }

    /// <summary>The place of each in the one list that holds it.</summary>
    private static int[] Places(int count, IEnumerable<int[]> lists)
    {
        var places = new int[count];
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Length; i++)
            {
                places[list[i]] = i;
            }
        }

        return places;
    }

    private static int[][] Rows(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(static row => row.EnumerateArray().Select(static number => number.GetInt32()).ToArray())];

    private static void Rows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Func<T, int[]> row)
    {
        writer.WriteStartArray(name);
        foreach (var one in rows)
        {
            writer.WriteStartArray();
            foreach (var number in row(one))
            {
                writer.WriteNumberValue(number);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
