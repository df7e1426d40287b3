using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Waits;

/// <summary>Runs of <c>start → w → end</c>, where w waits; its ports approved, rejected and timeout lead to end as well.</summary>
internal static class WaitingRuns
{
    /// <summary>Starts one and gives its id once it waits.</summary>
    public static async Task<string> StartAsync(ApiHost host, string parameters)
    {
        var isApproval = parameters.Contains("approval", StringComparison.Ordinal);
        var document = $$"""
            { "flowforge": 1, "id": "waits", "name": "Waits & <b>co</b>", "graph": {
              "nodes": [
                { "id": "start", "kind": "trigger.manual" },
                { "id": "w", "kind": "wait", "name": "Pay \"it\" <out>?", "parameters": {{parameters}} },
                { "id": "end", "kind": "noop" }
              ],
              "edges": [ { "from": "start", "to": "w" }, { "from": "w", "to": "end" }
                {{(isApproval ? """, { "from": "w", "fromPort": "rejected", "to": "end" }, { "from": "w", "fromPort": "timeout", "to": "end" }""" : "")}}
              ] } }
            """;
        var started = await host.PostAsync("/api/runs", $$"""{ "workflow": {{document}}, "items": [{ "json": { "n": 1 } }] }""");
        Assert.True(started.Status == 201, started.Body);
        await UntilAsync(host, started["id"], run => run.TryGetProperty("waits", out _) && run.GetProperty("status").GetString() == "WAITING");
        return started["id"];
    }

    /// <summary>The path of the address that answers the run's only wait.</summary>
    public static async Task<string> AddressAsync(ApiHost host, string run) =>
        (await host.GetAsync($"/api/runs/{run}")).Root.GetProperty("waits")[0].GetProperty("url").GetString()!;

    public static Task<JsonElement> EndedAsync(ApiHost host, string run) => UntilAsync(host, run, state => state.TryGetProperty("endedAt", out _));

    public static async Task<string> OutputAsync(ApiHost host, string run)
    {
        var ended = await EndedAsync(host, run);
        return ended.TryGetProperty("output", out var output) ? output.GetRawText() : ended.GetRawText();
    }

    private static async Task<JsonElement> UntilAsync(ApiHost host, string run, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 2_000; i++)
        {
            if ((await host.GetAsync($"/api/runs/{run}")).Root is var state && holds(state))
            {
                return state;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("It did not come about.");
    }
}
