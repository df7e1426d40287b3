using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Sets;

/// <summary>A workflow, or a change of one, as briefly as a set's file has it. Edges are texts: <c>from > to</c>, with ports <c>from.port > to.port</c>.</summary>
internal sealed record Drawing
{
    public IReadOnlyList<JsonElement> Nodes { get; init; } = [];

    public IReadOnlyList<string> Edges { get; init; } = [];

    public JsonElement Config { get; init; }

    /// <summary>Of a reply: operations behind those that add <see cref="Nodes"/> and <see cref="Edges"/>.</summary>
    public IReadOnlyList<JsonElement> Operations { get; init; } = [];

    /// <summary>Of a reply: parameters to set, by node; what <c>setParameters</c> does, more briefly.</summary>
    public IReadOnlyDictionary<string, JsonElement> Set { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Of a reply about a failure: other values for the item that failed, as <c>{ path, value }</c>.</summary>
    public IReadOnlyList<JsonElement> Data { get; init; } = [];

    /// <summary>Of a reply: what is asked back.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Of a reply about a failure: its cause.</summary>
    public string? Cause { get; init; }

    /// <summary>Of a reply: what the person is told.</summary>
    public string Explanation { get; init; } = "As asked.";

    /// <summary>The document.</summary>
    public Workflow Workflow(string id)
    {
        var reading = WorkflowJson.Read(JsonBuild.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("flowforge", 1);
            writer.WriteString("id", id);
            writer.WriteString("name", id);
            WriteConfig(writer);
            writer.WriteStartObject("graph");
            writer.WriteStartArray("nodes");
            Nodes.ToList().ForEach(node => node.WriteTo(writer));
            writer.WriteEndArray();
            writer.WriteStartArray("edges");
            Edges.ToList().ForEach(edge => Edge(writer, edge));
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }));
        return reading.Workflow ?? throw new FormatException($"{id}: {string.Join(' ', reading.Problems.Select(static problem => $"{problem.Path}: {problem.Message}"))}");
    }

    /// <summary>The reply that a model would give.</summary>
    public string Reply(string name) => Encoding.UTF8.GetString(JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("explanation", Explanation);
        if (Cause is not null)
        {
            writer.WriteString("cause", Cause);
        }

        if (Data.Count > 0)
        {
            writer.WriteStartArray("data");
            Data.ToList().ForEach(value => value.WriteTo(writer));
            writer.WriteEndArray();
        }

        writer.WriteStartArray("questions");
        Questions.ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteStartArray("operations");
        Each(writer, Nodes, "addNode", "node", static (to, node) => node.WriteTo(to));
        Each(writer, Edges, "connect", "edge", Edge);
        Operations.ToList().ForEach(operation => operation.WriteTo(writer));
        foreach (var (node, parameters) in Set)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "setParameters");
            writer.WriteString("nodeId", node);
            writer.WritePropertyName("parameters");
            parameters.WriteTo(writer);
            writer.WriteEndObject();
        }

        if (Config.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "setConfig");
            WriteConfig(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }).Span);

    private static void Each<T>(Utf8JsonWriter writer, IReadOnlyList<T> list, string type, string name, Action<Utf8JsonWriter, T> write)
    {
        foreach (var one in list)
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WritePropertyName(name);
            write(writer, one);
            writer.WriteEndObject();
        }
    }

    private void WriteConfig(Utf8JsonWriter writer)
    {
        if (Config.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("config");
            Config.WriteTo(writer);
        }
    }

    private static void Edge(Utf8JsonWriter writer, string edge)
    {
        var ends = edge.Split(" > ");
        var (from, to) = (ends[0].Split('.', 2), ends[1].Split('.', 2));
        writer.WriteStartObject();
        writer.WriteString("from", from[0]);
        if (from.Length > 1)
        {
            writer.WriteString("fromPort", from[1]);
        }

        writer.WriteString("to", to[0]);
        if (to.Length > 1)
        {
            writer.WriteString("toPort", to[1]);
        }

        writer.WriteEndObject();
    }
}
