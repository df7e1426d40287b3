using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.ModelServer;
using Xunit.Abstractions;

namespace FlowForge.Ai.Tests.Healing;

/// <summary>The host dies at each commit point of a run that mends itself: it is mended all the same, once, and nothing outside happens twice under two keys.</summary>
public sealed class KillHealTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("auto")]
    [InlineData("suggest")]
    public async Task Kill_AtEachWrite_TheRunIsMendedOnce(string healing)
    {
        var isDead = true;
        for (var writes = 1; isDead; writes++)
        {
            await using var remote = await RemoteServer.StartAsync();
            await using var model = await ScriptedModel.StartAsync();
            var world = new World();
            await using (var first = await HealHost.StartAsync(model, world))
            {
                await first.EndedAsync(await first.StartAsync(Greeting.Workflow(remote.Address), Greeting.Good));
            }

            remote.Calls.Clear();
            model.Always([(new("mends"), Greeting.Change())]);
            var store = new MortalStore(world.Runs, writes);
            var dying = await HealHost.StartAsync(model, world, store);
            var started = dying.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, healing);
            isDead = await LiveAsync(dying, store, started, world, healing);
            store.Kill();

            // The dead host is left as it is: it can write no more, and would wait for ever to be told of its last write.
            await using var second = await HealHost.StartAsync(model, world);
            if (await RunAsync(world) is not { } run)
            {
                continue;
            }

            if (healing == "suggest")
            {
                await TakeAsync(second, run);
            }

            Assert.Equal("COMPLETED", (await second.EndedAsync(run)).GetProperty("status").GetString());
            var taken = Assert.Single(await second.ProposalsAsync(run));
            Assert.Equal((1, healing == "auto" ? "healer" : "person"), (taken.GetProperty("revision").GetInt32(), taken.GetProperty("by").GetString()));
            Assert.Single(remote.Calls.Distinct());
            output.WriteLine($"{healing}, killed at {writes}: {remote.Calls.Count} calls of the remote, {model.Calls.Count} of the model");
        }
    }

    private static async Task<bool> LiveAsync(HealHost host, MortalStore store, Task started, World world, string healing)
    {
        for (var i = 0; !store.IsDead && i < 3000; i++)
        {
            if (started.IsCompleted && await RunAsync(world) is { } run)
            {
                if ((await world.Runs.GetRunAsync(run, default))!.HasEnded)
                {
                    return false;
                }

                if (healing == "suggest")
                {
                    _ = TakeAsync(host, run);
                }
            }

            await Task.Delay(10);
        }

        Assert.True(store.IsDead);
        return true;
    }

    /// <summary>A person who takes what is proposed, and does not mind that it was taken.</summary>
    private static async Task TakeAsync(HealHost host, string run)
    {
        var open = (await host.ProposedAsync(run))[^1];
        using var body = new StringContent($$"""{ "pause": "{{open.GetProperty("pause").GetString()}}", "answer": { "type": "apply", "proposed": true } }""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await host.Http.PostAsync(new Uri($"/api/runs/{run}/resume", UriKind.Relative), body);
        Assert.Contains((int)answer.StatusCode, new[] { 200, 409 });
    }

    /// <summary>The run that is not the earlier one, once it is recorded.</summary>
    private static async Task<string?> RunAsync(World world) => (await world.Runs.ListRunsAsync(new(), default)).Items is [var newest, _] ? newest.Id : null;
}
