using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Formats;

namespace FlowForge.Durable.Tests.Same;

/// <summary>A workflow, what it is started with, and what is answered to it on its way. A file says the last two in its first lines, which are comments.</summary>
internal sealed record SameCase(Workflow Workflow, IReadOnlyList<Item> Items, IReadOnlyList<JsonElement> Answers)
{
    private static readonly Dictionary<string, string> Started = new(StringComparer.Ordinal)
    {
        ["error-alert"] = """[{"run":{"id":"1"},"workflow":{"name":"W"},"node":{"name":"N"},"failure":{"code":"c","message":"m"}}]""",
        ["expense-approval"] = """[{"id":"e1","amount":20},{"id":"e2","amount":400}]""",
        ["hello-webhook"] = """[{"body":{"name":"Ada"},"headers":{},"query":{"name":"Ada"},"params":{},"method":"POST"}]""",
        ["invoice-batch"] = """[{"orders":[{"id":"a","net":100,"country":"DE"},{"id":"b","net":-1,"country":"DE"},{"id":"c","net":50,"country":"AT"}]}]""",
        ["invoice-one"] = """[{"id":"a","net":100,"country":"DE"}]""",
        ["nightly-cleanup"] = """[{"occurrence":"2026-03-01T02:30:00.000Z"}]""",
        ["order-webhook"] = """[{"body":{"id":"7","customer":"c","lines":[{"price":120,"count":10}]},"headers":{},"query":{},"params":{},"method":"POST"}]""",
        ["paged-digest"] = """[{"url":"https://pages.example/list","groupBy":"state"}]""",
        ["parallel-loop"] = """[{}]""",
        ["polling-repeat"] = """[{"url":"https://jobs.example/1","everySeconds":0}]""",
        ["stock-import"] = """[{"articles":[{"id":"x","count":3},{"id":"y","count":-1}]}]""",
    };

    private static readonly Dictionary<string, string> Answered = new(StringComparer.Ordinal)
    {
        ["expense-approval"] = """[{"node":"decide","items":[{"decision":"approved","by":"Ada"}]}]""",
    };

    private static readonly Lazy<IReadOnlyDictionary<string, SameCase>> Read = new(() =>
        Files("samples").Concat(Files("workflows")).Select(Of).ToDictionary(one => one.Workflow.Id));

    /// <summary>All of them by the id of their workflow; each may call any other.</summary>
    public static IReadOnlyDictionary<string, SameCase> All => Read.Value;

    /// <summary>Whether its runs may start others.</summary>
    public bool StartsOthers => Workflow.Config.ErrorWorkflow is not null || Workflow.Nodes.Any(node => node.Kind == "workflow");

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder), "*.yaml");

    private static SameCase Of(string file)
    {
        var text = File.ReadAllText(file);
        var reading = WorkflowYaml.Read(Encoding.UTF8.GetBytes(text));
        Assert.True(reading.Workflow is not null, $"{file}: {string.Join(" ", reading.Problems.Select(problem => $"{problem.Path} {problem.Message}"))}");
        var id = reading.Workflow.Id;
        var items = Line(text, "# items: ") ?? Started[id];
        return new(
            reading.Workflow, [.. JsonElement.Parse(items).EnumerateArray().Select(json => new Item(json))],
            [.. JsonElement.Parse(Line(text, "# answers: ") ?? Answered.GetValueOrDefault(id) ?? "[]").EnumerateArray()]);
    }

    private static string? Line(string text, string begin) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith(begin, StringComparison.Ordinal))?[begin.Length..].Trim();
}
