using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Testing;

/// <summary>Gives what a test says a node gives, with the ports of the node's own kind.</summary>
internal sealed class MockedKind(INodeKind kind, Node drawn, IReadOnlyList<TestResult> results) : INodeKind
{
    private readonly Dictionary<string, TestResult> _results = results.GroupBy(static result => result.Iteration, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);

    public KindDescription Description { get; } = kind.Description with { Suspends = false, CallsWorkflows = false };

    public IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => kind.InputPorts(drawn, named);

    public IReadOnlyList<string> OutputPorts(Node node) => kind.OutputPorts(drawn);

    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        if (!_results.TryGetValue(context.Iteration.Path, out var result))
        {
            var at = context.Iteration.Path.Length == 0 ? "" : $" in iteration {context.Iteration.Path}";
            return new NodeResult.Failed(Failure.Of("test.noMock", $"Node '{context.Node.Id}' runs{at}, and the test has no result of it there."));
        }

        var failed = await FailAsync(context, result.Ports.GetValueOrDefault(PortTable.Error) ?? [], cancellation).ConfigureAwait(false);
        if (failed is null || (result.Status == FrameStatus.Failed && failed.Count == 0))
        {
            return new NodeResult.Failed(Failure.Of(result.Failure ?? "test.failed", result.Message ?? "It failed when it was recorded."));
        }

        foreach (var (port, items) in result.Ports.Where(static port => port.Key != PortTable.Error))
        {
            if (!context.OutputPorts.Contains(port))
            {
                return new NodeResult.Failed(Failure.Of("test.unknownPort", $"Node '{context.Node.Id}' has no port '{port}' to give items of the test by."));
            }

            for (var at = 0; at < items.Count; at++)
            {
                await context.WriteAsync(port, new(items[at]), OriginOf(at, items.Count, context, failed)).ConfigureAwait(false);
            }
        }

        return NodeResult.Done;
    }

    /// <summary>Lets the input items fail that stand on the error port; their indices, or null when one cannot be told from the others.</summary>
    private static async ValueTask<List<int>?> FailAsync(INodeContext context, IReadOnlyList<JsonElement> errors, CancellationToken cancellation)
    {
        var failed = new List<int>();
        var inputs = errors.Count == 0 || context.InputPorts.Count == 0 ? [] : await context.FirstInput.ReadAllAsync(cancellation).ConfigureAwait(false);
        foreach (var error in errors)
        {
            var at = Enumerable.Range(0, inputs.Count).FirstOrDefault(at => !failed.Contains(at) && IsOf(error, inputs[at].Json), -1);
            if (at < 0 || !error.TryGetProperty("error", out var why))
            {
                return null;
            }

            failed.Add(at);
            context.FailItem(at, Failure.Of(Text(why, "code") ?? "test.failed", Text(why, "message") ?? ""));
        }

        return failed;
    }

    private static bool IsOf(JsonElement error, JsonElement input) => input.EnumerateObject()
        .All(property => property.NameEquals("error") || (error.TryGetProperty(property.Name, out var value) && JsonElement.DeepEquals(value, property.Value)));

    private static string? Text(JsonElement error, string name) => error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var text) ? text.ToString() : null;

    /// <summary>One for one where there are as many as did not fail, all of the only one; else it is not known.</summary>
    private static Origin OriginOf(int at, int count, INodeContext context, List<int> failed) =>
        context.InputPorts.Count == 0 ? Origin.None
        : context.FirstInput.Count - failed.Count == count ? Origin.First(Enumerable.Range(0, context.FirstInput.Count).Except(failed).ElementAt(at))
        : context.FirstInput.Count == 1 ? Origin.First(0)
        : Origin.None;
}

/// <summary>The kinds of a host, but for the nodes that a test mocks.</summary>
/// <param name="kinds">The host's.</param>
/// <param name="workflow">The workflow.</param>
/// <param name="mocks">What mocked nodes give, by id.</param>
internal sealed class MockedCatalogue(ICatalogue kinds, Workflow workflow, IReadOnlyDictionary<string, IReadOnlyList<TestResult>> mocks) : ICatalogue
{
    private readonly Dictionary<string, MockedKind> _mocked = workflow.Nodes
        .Where(node => mocks.ContainsKey(node.Id) && kinds.Find(node) is not null)
        .ToDictionary(static node => node.Id, node => new MockedKind(kinds.Find(node)!, node, mocks[node.Id]), StringComparer.Ordinal);

    public IReadOnlyCollection<INodeKind> Kinds => kinds.Kinds;

    public INodeKind? Find(string kind) => kinds.Find(kind);

    public INodeKind? Find(Node node) => _mocked.GetValueOrDefault(node.Id) ?? kinds.Find(node);
}
