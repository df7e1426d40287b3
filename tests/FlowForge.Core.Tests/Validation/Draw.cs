using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Tests.Validation;

/// <summary>Short ways to draw a workflow and to say what is wrong with it.</summary>
internal static class Draw
{
    public static Node Node(string id, string kind = "noop", string parameters = "{}") =>
        new() { Id = id, Kind = kind, Parameters = JsonElement.Parse(parameters) };

    public static Node Start(string id = "start") => Node(id, "trigger.manual");

    /// <summary><c>a.port>b.port</c>; ports may be left out.</summary>
    public static Edge Edge(string text)
    {
        var ends = text.Split('>').Select(end => end.Split('.')).ToArray();
        return new() { From = ends[0][0], FromPort = ends[0].ElementAtOrDefault(1), To = ends[1][0], ToPort = ends[1].ElementAtOrDefault(1) };
    }

    public static Workflow Workflow(IEnumerable<Node> nodes, params string[] edges) =>
        new() { Id = "w", Name = "w", Nodes = [.. nodes], Edges = [.. edges.Select(Edge)] };

    /// <summary>Each problem as <c>code path</c>, warnings with a question mark.</summary>
    public static string[] Problems(Workflow workflow) =>
        [.. WorkflowValidator.Validate(workflow, TestKinds.All, new TestScripts()).Select(problem => $"{problem.Code}{(problem.IsWarning ? "?" : "")} {problem.Path}")];
}
