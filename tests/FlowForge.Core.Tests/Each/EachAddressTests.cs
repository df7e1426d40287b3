using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Each;

/// <summary>With <c>join: each</c> <c>$run.resumeUrl</c> is the address of the next run of the wait that comes next, and answers it.</summary>
public sealed class EachAddressTests
{
    [Theory]
    [InlineData("a:ask; b:ask; w:awaits; c:ask; t -> a; a -> w; t -> b; b -> w; w -> c", "a[0]=w@0 c[0]=none b[0]=w@1 c[1]=none")]
    [InlineData("l:loop; b:ask; w:awaits; c:ask; d:ask; v:awaits; t -> l; l.loop -> b; b -> w; w -> c; c -> l; l.done -> d; d -> v", "b[0]=w@0 c[0]=w@1 b[1]=w@1 c[1]=w@2 d[0]=v@0")]
    public async Task ResumeUrl_BeforeEachRunOfAWait_IsItsAddress(string drawn, string expected)
    {
        var told = new List<string>();
        var ask = new TestKind("ask", async (context, _) =>
        {
            lock (told)
            {
                told.Add($"{context.Node.Id}[{context.Iteration.Path}]={Place(context.Run.ResumeUrl)}");
            }

            await context.WriteAsync("out", new(JsonElement.Parse("""{"n":0}""")), Origin.First(0));
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind(), ask), clock: new FakeTimeProvider());
        var started = await bench.StartAsync(EachRuns.Drawn(drawn), items: 2);
        while (!started.Ended.IsCompleted)
        {
            await RunRulesTests.Eventually(() => started.Ended.IsCompleted || bench.Engine.Waits(started.RunId).Count > 0);
            foreach (var wait in bench.Engine.Waits(started.RunId))
            {
                await bench.Engine.AnswerAsync(wait.Url!.Split('/')[^1], [new(JsonElement.Parse("""{"n":1}"""))], default);
            }
        }

        Assert.Equal(RunStatus.Completed, (await started.Ended).Status);
        Assert.Equal(expected, string.Join(' ', told));
    }

    private static string Place(string? url) =>
        url is null ? "none" : ResumeToken.TryRead(url.Split('/')[^1], out var token) ? $"{token.Node}@{token.Iteration}" : "wrong";
}
