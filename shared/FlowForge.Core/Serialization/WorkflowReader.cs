using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>Reads a document's tree into a workflow; the one path for JSON and YAML.</summary>
internal static class WorkflowReader
{
    public static WorkflowReading Read(JsonElement document)
    {
        var problems = new ProblemList();
        if (DocumentObject.Open(document, "", problems) is not { } root || !IsKnownVersion(root, problems))
        {
            return new(null, problems.ToList());
        }

        var id = root.Id(ProblemCodes.WorkflowId);
        var graph = Graph(root, problems);
        var workflow = new Workflow
        {
            Id = id,
            Name = root.Text("name") ?? id,
            Version = Version(root, problems),
            Description = root.Text("description"),
            Tags = Tags(root, problems),
            Folder = root.Text("folder"),
            Config = ConfigReader.Read(root.Child("config")),
            Nodes = graph.Nodes,
            Edges = graph.Edges,
            Notes = Each(root.List("notes"), root.At("notes"), problems, Note),
            InputSchema = root.Object("inputSchema"),
            Mcp = root.Any("mcp") is { ValueKind: not JsonValueKind.Null } mcp ? mcp : default,
            Meta = root.Meta(),
        };
        root.Close();
        return new(problems.IsRefused ? null : workflow, problems.ToList());
    }

    /// <summary>Reads each object of a list; empty when it is undefined.</summary>
    public static IReadOnlyList<T> Each<T>(JsonElement list, string path, ProblemList problems, Func<DocumentObject, ProblemList, T> read)
    {
        if (list.ValueKind == JsonValueKind.Undefined)
        {
            return [];
        }

        var all = new List<T>(list.GetArrayLength());
        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (DocumentObject.Open(element, path, problems, index++) is { } item)
            {
                all.Add(read(item, problems));
                item.Close();
            }
        }

        return all;
    }

    private static bool IsKnownVersion(DocumentObject root, ProblemList problems)
    {
        var version = root.Any("flowforge");
        if (version.ValueKind == JsonValueKind.Number && version.GetDouble() == Workflow.SchemaVersion)
        {
            return true;
        }

        problems.Refuse(ProblemCodes.SchemaVersion, "flowforge", version.ValueKind == JsonValueKind.Undefined
            ? "The property 'flowforge' with the schema version is missing; this build reads version 1."
            : $"This build reads schema version 1, not {Shown.Text(version.GetRawText())}.");
        return false;
    }

    private static int Version(DocumentObject root, ProblemList problems)
    {
        var version = root.Whole("version") ?? 0;
        if (version < 0)
        {
            problems.Refuse(ProblemCodes.Value, "version", "The version is 0 or more.");
        }

        return version;
    }

    private static (IReadOnlyList<Node> Nodes, IReadOnlyList<Edge> Edges) Graph(DocumentObject root, ProblemList problems)
    {
        if (root.Child("graph") is not { } graph)
        {
            if (!root.Has("graph"))
            {
                problems.Refuse(ProblemCodes.Missing, "graph", "The property 'graph' with nodes and edges is missing.");
            }

            return ([], []);
        }

        var (nodes, edges) = (graph.List("nodes"), graph.List("edges"));
        graph.Close();
        return CountCheck.Run(Count(nodes), Count(edges), problems)
            ? (Each(nodes, "graph.nodes", problems, NodeReader.Read), Each(edges, "graph.edges", problems, EdgeReader.Read))
            : ([], []);
    }

    private static int Count(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static List<string> Tags(DocumentObject root, ProblemList problems)
    {
        var list = root.List("tags");
        var tags = new List<string>();
        for (var i = 0; i < Count(list); i++)
        {
            if (list[i].ValueKind == JsonValueKind.String)
            {
                tags.Add(list[i].GetString()!);
            }
            else
            {
                DocumentObject.WrongType(problems, DocumentPath.Item("tags", i), "a string", list[i]);
            }
        }

        return tags;
    }

    private static StickyNote Note(DocumentObject note, ProblemList problems) => new(
        note.RequiredText("id"),
        note.Text("text") ?? "",
        note.RequiredNumber("x"),
        note.RequiredNumber("y"),
        note.Number("w"),
        note.Number("h"),
        note.Text("color"));
}
