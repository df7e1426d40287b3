using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using Json.Schema;

namespace FlowForge.Core.Tests.Proposals;

public class OperationsJsonTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(OperationsSchema.Value.GetRawText());

    [Theory]
    [InlineData("{}", "document.type operations")]
    [InlineData("""["addNode"]""", "document.type operations[0]")]
    [InlineData("""[{}]""", "document.missing operations[0].type")]
    [InlineData("""[{ "type": "explode", "nodeId": "a" }]""", "document.value operations[0].type")]
    [InlineData("""[{ "type": 3 }]""", "document.type operations[0].type")]
    [InlineData("""[{ "type": "removeNode", "nodeId": "a", "force": true }]""", "document.unknownProperty operations[0].force")]
    [InlineData("""[{ "type": "removeNode" }]""", "document.missing operations[0].nodeId")]
    [InlineData("""[{ "type": "addNode" }]""", "document.missing operations[0].node")]
    [InlineData("""[{ "type": "addNode", "node": { "id": "a" } }]""", "document.missing operations[0].node.kind")]
    [InlineData("""[{ "type": "addNode", "node": { "id": "../a", "kind": "noop" } }]""", "node.id operations[0].node.id")]
    [InlineData("""[{ "type": "addNode", "node": { "id": "a", "kind": "noop", "then": 1 } }]""", "document.unknownProperty operations[0].node.then")]
    [InlineData("""[{ "type": "addNode", "node": { "id": "a", "kind": "noop" }, "index": 0.5 }]""", "document.type operations[0].index")]
    [InlineData("""[{ "type": "setParameters", "nodeId": "a" }]""", "document.missing operations[0].parameters")]
    [InlineData("""[{ "type": "setParameters", "nodeId": "a", "parameters": [] }]""", "document.type operations[0].parameters")]
    [InlineData("""[{ "type": "connect", "edge": { "from": "a" } }]""", "document.missing operations[0].edge.to")]
    [InlineData("""[{ "type": "setConfig", "config": { "healing": "maybe" } }]""", "document.value operations[0].config.healing")]
    [InlineData("""[{ "type": "setConfig", "config": { "color": "red" } }]""", "document.unknownProperty operations[0].config.color")]
    [InlineData("""[{ "type": "removeNode", "nodeId": "a", }]""", "json.trailingComma [0].nodeId")]
    public void Read_ListThatIsNotOne_IsRefusedAtItsPlace(string text, string problem)
    {
        var reading = OperationsJson.Read(Encoding.UTF8.GetBytes(text));

        Assert.True(reading.IsRefused);
        Assert.Contains(problem, reading.Problems.Select(one => $"{one.Code} {one.Path}"));
        if (!problem.StartsWith("json.", StringComparison.Ordinal))
        {
            Assert.False(Accepts(text));
        }
    }

    [Fact]
    public void Read_TooMany_IsRefused() => Assert.Equal(
        [OperationCodes.TooMany],
        OperationsJson.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{}", Limits.Operations + 1))}]")).Problems.Select(problem => problem.Code));

    [Fact]
    public void Schema_IsAValidSchemaOfDraft202012()
    {
        var verdict = MetaSchemas.Draft202012.Evaluate(OperationsSchema.Value, new() { OutputFormat = OutputFormat.List });

        Assert.True(verdict.IsValid, string.Join('\n', (verdict.Details ?? []).Where(one => one.Errors is not null).Select(one => $"{one.InstanceLocation}: {string.Join(", ", one.Errors!.Values)}")));
    }

    [Fact]
    public void Schema_IsClosed() => AssertClosed(OperationsSchema.Value, "#");

    [Fact]
    public void Schema_AcceptsWhatIsWritten_AndWhatItAcceptsIsRead()
    {
        var first = Environment.TickCount & 0xFFFFFF;
        for (var seed = first; seed < first + 1_500; seed++)
        {
            var random = new Random(seed);
            var workflow = RandomOperations.Workflow(random);
            IReadOnlyList<WorkflowOperation> drawn = [.. workflow.Nodes.Select(node => new WorkflowOperation.AddNode(node)), .. RandomOperations.Next(random, workflow)];
            IReadOnlyList<WorkflowOperation> sound = [.. drawn.Where(one => !OperationsJson.Read(Bytes([one])).IsRefused && Applies(workflow, one))];
            Assert.True(Accepts(Encoding.UTF8.GetString(Bytes(sound))), $"seed {seed}: {Encoding.UTF8.GetString(Bytes(sound))}");

            var bent = Bent(random, drawn);
            Assert.True(!Accepts(bent) || !OperationsJson.Read(Encoding.UTF8.GetBytes(bent)).IsRefused || bent.Contains("\"CON\"", StringComparison.Ordinal), $"seed {seed}: {bent}");
        }
    }

    /// <summary>The schema also refuses what only applying would; ids and names it cannot have seen are left out here.</summary>
    private static bool Applies(Workflow workflow, WorkflowOperation operation) => operation switch
    {
        WorkflowOperation.AddNode { Index: < 0 } or WorkflowOperation.Connect { Index: < 0 } => false,
        WorkflowOperation.AddNode add => IsSound(add.Node),
        WorkflowOperation.ReplaceNode replace => IsSound(replace.Node),
        WorkflowOperation.RenameNode rename => !Operations.Apply(workflow, [rename], Validation.TestKinds.All, new Validation.TestScripts()).IsRefused,
        _ => true,
    };

    private static bool IsSound(Node node) => node is { TimeoutSeconds: null or > 0, Name: null or { Length: > 0 and <= Limits.NameLength } };

    /// <summary>One value somewhere replaced, dropped or added.</summary>
    private static string Bent(Random random, IReadOnlyList<WorkflowOperation> operations)
    {
        var root = JsonNode.Parse(Bytes(operations))!;
        var objects = new List<JsonObject>();
        Collect(root, objects);
        var target = objects[random.Next(objects.Count)];
        var names = target.Select(property => property.Key).ToArray();
        if (names.Length == 0 || random.Next(4) == 0)
        {
            target["surprise"] = 1;
        }
        else if (random.Next(2) == 0)
        {
            target.Remove(names[random.Next(names.Length)]);
        }
        else
        {
            target[names[random.Next(names.Length)]] = JsonNode.Parse(new[] { "1", "\"x\"", "[]", "{}", "true", "1.5", "-1", "1e300" }[random.Next(8)]);
        }

        return root.ToJsonString();
    }

    private static void Collect(JsonNode? node, List<JsonObject> objects)
    {
        foreach (var child in node is JsonObject o ? o.Select(property => property.Value) : node is JsonArray a ? a : Enumerable.Empty<JsonNode?>())
        {
            Collect(child, objects);
        }

        if (node is JsonObject own)
        {
            objects.Add(own);
        }
    }

    private static void AssertClosed(JsonElement schema, string path)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            Assert.True(!schema.TryGetProperty("properties", out _) || !schema.TryGetProperty("type", out _) || schema.TryGetProperty("additionalProperties", out _), path);
            foreach (var property in schema.EnumerateObject())
            {
                AssertClosed(property.Value, $"{path}/{property.Name}");
            }
        }
        else if (schema.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, element) in schema.EnumerateArray().Index())
            {
                AssertClosed(element, $"{path}/{index}");
            }
        }
    }

    private static bool Accepts(string text) => Schema.Evaluate(JsonElement.Parse(text)).IsValid;

    private static byte[] Bytes(IReadOnlyList<WorkflowOperation> operations)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            OperationsJson.Write(writer, operations);
        }

        return stream.ToArray();
    }
}
