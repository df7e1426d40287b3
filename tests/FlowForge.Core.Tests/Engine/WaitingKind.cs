using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// <c>awaits { signal | mode: webhook, deadline? }</c>: what comes is added to the path of each item as <c>id(n)</c>; past the deadline the items go to
/// <c>timeout</c>. With <c>fails: k</c> the first k attempts fail after the message has come.
/// </summary>
internal sealed class WaitingKind : ISuspendingKind
{
    public KindDescription Description { get; } = new TestKind("awaits", (_, _) => default, outputs: ["out", "timeout"], suspends: true).Description;

    public WaitMode ModeOf(Node node) => node.Parameters.TryGetProperty("signal", out _) ? WaitMode.Signal : WaitMode.Webhook;

    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var p = context.Node.Parameters;
        return new(new NodeResult.WaitFor(
            ModeOf(context.Node),
            p.TryGetProperty("deadline", out var seconds) ? context.Clock.GetUtcNow().AddSeconds(seconds.GetDouble()) : null,
            p.TryGetProperty("signal", out var signal) ? signal.GetString() : null,
            context.Run.ResumeUrl));
    }

    public async ValueTask<NodeResult> GoOnAsync(INodeContext context, Awakening awakening, CancellationToken cancellation)
    {
        if (context.Node.Parameters.TryGetProperty("fails", out var fails) && context.Attempt <= fails.GetInt32())
        {
            return new NodeResult.Failed(Failures.Failure.Of("test.failed", "Not yet."));
        }

        if (awakening is not Awakening.Arrived { Items: var arrived })
        {
            context.PassThrough("timeout", "in");
            return NodeResult.Done;
        }

        var items = await context.FirstInput.ReadAllAsync(cancellation);
        for (var i = 0; i < items.Count; i++)
        {
            var path = items[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var came = arrived.Count == 0 ? "" : arrived[0].Json.GetProperty("n").GetRawText();
            var json = JsonElement.Parse($$"""{"n":{{items[i].Json.GetProperty("n")}},"path":"{{path}}{{context.Node.Id}}({{came}})"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    }
}
