using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A kind whose behaviour a test writes down.</summary>
internal sealed class TestKind(
    string name, Func<INodeContext, CancellationToken, ValueTask<NodeResult>> run, string[]? inputs = null, string[]? outputs = null,
    bool isTrigger = false, bool isLoop = false, bool suspends = false, bool hasEffect = false, bool replies = false, bool calls = false) : INodeKind
{
    public KindDescription Description { get; } = new()
    {
        Kind = name,
        Title = name,
        Group = "flow",
        Summary = name,
        Help = name,
        Icon = "box",
        ParameterSchema = JsonElement.Parse("{}"),
        Example = JsonElement.Parse("{}"),
        Inputs = inputs ?? ["in"],
        Outputs = outputs ?? ["out"],
        IsTrigger = isTrigger,
        IsLoop = isLoop,
        Suspends = suspends || isLoop || calls,
        CallsWorkflows = calls,
        Replies = replies,
    };

    public bool HasEffect(Node node) => hasEffect;

    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => run(context, cancellation);
}

/// <summary>The kinds of these tests.</summary>
internal sealed class TestCatalogue : ICatalogue
{
    private readonly Dictionary<string, INodeKind> _kinds = new(StringComparer.Ordinal);

    public TestCatalogue(params IEnumerable<INodeKind> more)
    {
        Add(new TestKind("trigger", (c, _) => Pass(c, "out", "in"), inputs: [], isTrigger: true));
        Add(new TestKind("pass", (c, _) => Pass(c, "out", "in")));
        Add(new TestKind("tag", Tag));
        Add(new TestKind("drop", (_, _) => new(NodeResult.Done)));
        Add(new TestKind("split", Split, outputs: ["true", "false"]));
        Add(new TestKind("join", Join, inputs: ["in1", "in2"]));
        Add(new TestKind("fail", (_, _) => new(new NodeResult.Failed(Failures.Failure.Of("test.failed", "It failed.")))));
        Add(new TestKind("loop", Loop, outputs: ["loop", "done"], isLoop: true));
        Add(new TestKind("wait", Wait, suspends: true));
        Add(new TestKind("respond", Respond, replies: true));
        Add(new TestKind("trigger.workflow", (c, _) => Pass(c, "out", "in"), inputs: [], isTrigger: true));
        Add(new TestKind("trigger.error", (c, _) => Pass(c, "out", "in"), inputs: [], isTrigger: true));
        Add(new TestKind("calls", Calls, calls: true));
        foreach (var kind in more)
        {
            Add(kind);
        }
    }

    public IReadOnlyCollection<INodeKind> Kinds => _kinds.Values;

    public INodeKind? Find(string kind) => _kinds.GetValueOrDefault(kind);

    private void Add(INodeKind kind) => _kinds[kind.Description.Kind] = kind;

    private static ValueTask<NodeResult> Pass(INodeContext context, string to, string from)
    {
        context.PassThrough(to, from);
        return new(NodeResult.Done);
    }

    /// <summary>Adds its own id to each item's path.</summary>
    private static async ValueTask<NodeResult> Tag(INodeContext context, CancellationToken cancellation)
    {
        var items = await context.FirstInput.ReadAllAsync(cancellation);
        for (var i = 0; i < items.Count; i++)
        {
            var path = items[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var n = items[i].Json.TryGetProperty("n", out var v) ? v.GetInt32() : 0;
            var json = JsonElement.Parse($$"""{"n":{{n}},"path":"{{path}}{{context.Node.Id}}"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    }

    /// <summary>Items with n below <c>parameters.below</c> go to true (default 0: by parity, even ones).</summary>
    private static async ValueTask<NodeResult> Split(INodeContext context, CancellationToken cancellation)
    {
        var items = await context.FirstInput.ReadAllAsync(cancellation);
        for (var i = 0; i < items.Count; i++)
        {
            var n = items[i].Json.TryGetProperty("n", out var v) ? v.GetInt32() : 0;
            var isTrue = context.Node.Parameters.TryGetProperty("below", out var below) ? n < below.GetInt32()
                : context.Node.Parameters.TryGetProperty("round", out var round) ? context.Iteration.Last >= round.GetInt32()
                : n % 2 == 0;
            await context.WriteAsync(isTrue ? "true" : "false", items[i], Origin.First(i));
        }

        return NodeResult.Done;
    }

    private static async ValueTask<NodeResult> Join(INodeContext context, CancellationToken cancellation)
    {
        for (var port = 0; port < context.InputPorts.Count; port++)
        {
            var items = await context.Input(context.InputPorts[port]).ReadAllAsync(cancellation);
            for (var i = 0; i < items.Count; i++)
            {
                await context.WriteAsync("out", items[i], new Origin(port, i));
            }
        }

        return NodeResult.Done;
    }

    private static ValueTask<NodeResult> Loop(INodeContext context, CancellationToken cancellation)
    {
        var p = context.Node.Parameters;
        return new(new NodeResult.LoopBegins(
            p.TryGetProperty("batchSize", out var size) ? size.GetInt32() : 1,
            p.TryGetProperty("concurrency", out var concurrency) ? concurrency.GetInt32() : 1));
    }

    private static ValueTask<NodeResult> Respond(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(new NodeResult.Completed(new Reply(200, [], System.Text.Encoding.UTF8.GetBytes(context.Node.Id), null)));
    }

    /// <summary><c>{ id, each?, waits? }</c>.</summary>
    private static ValueTask<NodeResult> Calls(INodeContext context, CancellationToken cancellation)
    {
        var p = context.Node.Parameters;
        return new(new NodeResult.CallWorkflow(
            p.GetProperty("id").GetString()!, p.TryGetProperty("each", out _), !p.TryGetProperty("waits", out var waits) || waits.GetBoolean()));
    }

    private static ValueTask<NodeResult> Wait(INodeContext context, CancellationToken cancellation) =>
        new(new NodeResult.WaitUntil(context.Clock.GetUtcNow().AddSeconds(context.Node.Parameters.GetProperty("seconds").GetDouble())));
}
