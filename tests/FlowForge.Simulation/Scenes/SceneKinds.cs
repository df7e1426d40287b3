using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Core.Tests.Engine;
using FlowForge.Simulation.Audits;
using FlowForge.Simulation.Faults;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>Kinds that call <see cref="Outside"/>; what they give carries the number of the call.</summary>
internal static class SceneKinds
{
    /// <summary>
    /// <c>tag</c> calls and tags, <c>quiet</c> does so without an effect, <c>fat</c> gives 12 KB an item, <c>flaky</c> fails twice, <c>needs</c> fails until its parameter <c>ok</c> is set,
    /// <c>stops</c> is never retried, <c>count</c> adds to the workflow's state, <c>answers</c> replies, <c>awaits</c> waits for a message.
    /// </summary>
    public static IEnumerable<INodeKind> Of(Host host)
    {
        yield return new TestKind("tag", async (context, stop) => await TagAsync(host, context, 0, true, stop), hasEffect: true);
        yield return new TestKind("quiet", async (context, stop) => await TagAsync(host, context, 0, false, stop));
        yield return new TestKind("fat", async (context, stop) => await TagAsync(host, context, 12 * 1024, true, stop), hasEffect: true);
        yield return new TestKind("flaky", async (context, stop) => context.Attempt < 3
            ? await FailAsync(host, context, stop)
            : await TagAsync(host, context, 0, true, stop), hasEffect: true);
        yield return new TestKind("needs", async (context, stop) => context.Node.Parameters.TryGetProperty("ok", out _)
            ? await TagAsync(host, context, 0, true, stop)
            : await FailAsync(host, context, stop), hasEffect: true);
        yield return new TestKind("stops", async (context, stop) =>
        {
            await CallAsync(host, context, false, stop);
            return new NodeResult.Failed(Failure.Of("workflow.stopped", "Stop."));
        });
        yield return new TestKind("count", async (context, stop) =>
        {
            await CallAsync(host, context, false, stop);
            var state = await context.ReadStateAsync(StateScope.Workflow, stop);
            context.ChangeState(new(StateScope.Workflow, [KeyValuePair.Create(context.Run.RunId, JsonElement.Parse("1"))], []));
            context.PassThrough("out", "in");
            return NodeResult.Done;
        });
        yield return new TestKind("answers", async (context, stop) =>
        {
            await TagAsync(host, context, 0, true, stop);
            return new NodeResult.Completed(new(200, [], System.Text.Encoding.UTF8.GetBytes(context.Run.RunId), null));
        }, hasEffect: true, replies: true);
        yield return new WaitingKind();
    }

    /// <summary>A call there and back: slow, and its host may die on either way. The number of the call, and what it carried.</summary>
    public static async Task<(long Call, IReadOnlyList<Item> Body)> CallAsync(Host host, INodeContext context, bool isEffect, CancellationToken stop)
    {
        var body = new List<Item>();
        foreach (var port in context.InputPorts)
        {
            body.AddRange(await context.Input(port).ReadAllAsync(stop));
        }

        await host.PauseAsync("call");
        stop.ThrowIfCancellationRequested();
        var call = host.World.Outside.Called(context, isEffect, body);
        switch (host.World.Faults.Draw(host.World.Turns.Now, Fault.DiesAfter, Fault.Doubled, Fault.StandsStill))
        {
            case Fault.DiesAfter:
                host.Kill();
                break;
            case Fault.Doubled:
                call = host.World.Outside.Called(context, isEffect, body);
                break;
            case Fault.StandsStill:
                host.StandStill(TimeSpan.FromSeconds(2));
                break;
        }

        await host.PauseAsync("answer");
        return (call, body);
    }

    private static async ValueTask<NodeResult> FailAsync(Host host, INodeContext context, CancellationToken stop)
    {
        await CallAsync(host, context, true, stop);
        return new NodeResult.Failed(Failure.Of("test.failed", "Not yet."));
    }

    private static async ValueTask<NodeResult> TagAsync(Host host, INodeContext context, int padding, bool isEffect, CancellationToken stop)
    {
        var (call, body) = await CallAsync(host, context, isEffect, stop);
        var saw = FrameCheck.Saw(body);
        for (var i = 0; i < body.Count; i++)
        {
            var path = body[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var n = body[i].Json.TryGetProperty("n", out var v) ? v.GetInt32() : 0;
            var json = JsonElement.Parse($$"""{"n":{{n}},"path":"{{path}}{{context.Node.Id}}","by":{{call}},"saw":{{saw}},"fat":"{{new string('x', padding)}}"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    }
}
