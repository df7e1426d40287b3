using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using FlowForge.Core.Tests.Serialization;

namespace FlowForge.Core.Tests.Proposals;

/// <summary>Operations of all types, most of which fit the workflow and some of which do not.</summary>
internal static class RandomOperations
{
    private static readonly string[] Ids = ["n0", "n1", "n2", "n3", "n4", "n5", "CON", "a b", ""];
    private static readonly string[] Names = ["First", "n1", "two words", "it's", "", new('x', Limits.NameLength + 1)];

    /// <summary>A readable workflow whose nodes ask for one another by name.</summary>
    public static Workflow Workflow(Random random)
    {
        var drawn = RandomWorkflow.Next(random);
        var nodes = drawn.Nodes.DistinctBy(node => node.DisplayName).Where(node => node.DisplayName.Length is > 0 and <= Limits.NameLength).ToArray();
        return drawn with
        {
            Nodes = [.. nodes.Select(node => node with { Name = string.IsNullOrWhiteSpace(node.Name) ? null : node.Name, Parameters = Asking(random, nodes) })],
            Edges = [.. drawn.Edges.Where(edge => nodes.Any(node => node.Id == edge.From) && nodes.Any(node => node.Id == edge.To)).DistinctBy(edge => edge with { RepeatMax = null })],
        };
    }

    public static IReadOnlyList<WorkflowOperation> Next(Random random, Workflow workflow) =>
        [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => One(random, workflow))];

    private static WorkflowOperation One(Random random, Workflow workflow) => random.Next(8) switch
    {
        0 => new WorkflowOperation.AddNode(Node(random, workflow), Index(random)),
        1 => new WorkflowOperation.RemoveNode(Id(random)),
        2 => new WorkflowOperation.ReplaceNode(Node(random, workflow)),
        3 => new WorkflowOperation.RenameNode(Id(random), Maybe(random, Ids), Maybe(random, Names)),
        4 => new WorkflowOperation.SetParameters(Id(random), Asking(random, workflow.Nodes)),
        5 => new WorkflowOperation.Connect(workflow.Edges.Count > 0 && random.Next(4) == 0 ? workflow.Edges[random.Next(workflow.Edges.Count)] : Edge(random), Index(random)),
        6 => new WorkflowOperation.Disconnect(workflow.Edges.Count > 0 && random.Next(3) > 0 ? workflow.Edges[random.Next(workflow.Edges.Count)] : Edge(random)),
        _ => new WorkflowOperation.SetConfig(JsonElement.Parse(random.Next(3) switch
        {
            0 => """{ "healing": "auto", "timezone": null, "order": "sequential" }""",
            1 => """{ "concurrency": { "key": "={{ $json.a }}", "limit": 2 }, "retention": { "days": 3 }, "join": null }""",
            _ => "{}",
        })),
    };

    private static Node Node(Random random, Workflow workflow) => new()
    {
        Id = Id(random),
        Kind = random.Next(2) == 0 ? "code" : "noop",
        Name = Maybe(random, Names),
        Parameters = Asking(random, workflow.Nodes),
        OnError = (OnError)random.Next(3),
        Retry = random.Next(2) == 0 ? null : new(2, 0.5, Backoff.Linear),
        Position = new(random.Next(9), 1.5),
    };

    private static Edge Edge(Random random) => new()
    {
        From = Id(random),
        To = Id(random),
        FromPort = random.Next(2) == 0 ? null : "out",
        RepeatMax = random.Next(4) == 0 ? 3 : null,
    };

    private static JsonElement Asking(Random random, IReadOnlyList<Node> nodes)
    {
        var name = nodes.Count == 0 ? "nobody" : nodes[random.Next(nodes.Count)].DisplayName;
        return JsonElement.Parse(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            [random.Next(3) == 0 ? "other" : "x"] = $"={{{{ $('{name}').item.json.a }}}}",
            ["source"] = random.Next(3) == 0 ? null : $"return $('{name}').all()",
            ["list"] = new object[] { 1, $"=a {{{{ $('{name}').first() }}}}", new { deep = name } },
        }));
    }

    private static string Id(Random random) => Ids[random.Next(random.Next(3) == 0 ? Ids.Length : 5)];

    private static int? Index(Random random) => random.Next(3) switch { 0 => null, 1 => 0, _ => random.Next(-1, 7) };

    private static string? Maybe(Random random, string[] texts) => random.Next(2) == 0 ? null : texts[random.Next(texts.Length)];
}
