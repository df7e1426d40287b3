using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>Short words for the tests of kinds.</summary>
internal static class KindRuns
{
    private static readonly Catalogue Kinds = BenchKinds.All;

    public static INodeKind Kind(string name) => Kinds.Find(name) ?? throw new InvalidOperationException($"No kind {name}.");

    public static Node Node(string kind, string parameters = "{}") => new() { Id = "n", Kind = kind, Parameters = JsonElement.Parse(parameters) };

    public static NodeBench Bench(string kind, string parameters = "{}") => new(Kind(kind), Node(kind, parameters));

    public static string[] Problems(string kind, string parameters) =>
        [.. Kind(kind).Check(Node(kind, parameters)).Select(problem => $"{problem.Code} {problem.Path}{(problem.IsWarning ? " (warning)" : "")}")];

    public static ItemList Numbers(int count, int pageSize = 200) =>
        new SmallPages([.. Enumerable.Range(0, count).Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}""")))], pageSize);
}
