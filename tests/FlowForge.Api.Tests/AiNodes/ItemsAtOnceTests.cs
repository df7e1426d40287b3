using System.Text.Json;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary>Nodes that ask a model for several items at a time.</summary>
public sealed class ItemsAtOnceTests
{
    [Theory]
    [InlineData("", 4)]
    [InlineData("\"concurrency\": 1,", 1)]
    [InlineData("\"concurrency\": 3,", 3)]
    public async Task Chat_ManyItems_AreAskedSoManyAtATime_AndKeepTheirOrder(string said, int atOnce)
    {
        await using var host = await AiHost.StartAsync();
        var (gate, most, open) = (new Lock(), 0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.Otherwise = call => new ScriptedReply.Held(call.Newest, EnterAsync);

        var (run, frame) = await host.RunAsync($$$"""{ "id": "n", "kind": "ai.chat", "parameters": { {{{said}}} "prompt": "={{ $json.n }}" } }""", Items(9));

        Assert.Equal(Enumerable.Range(0, 9).Select(static n => $"{n}"), run.GetProperty("output").EnumerateArray().Select(static item => item.GetProperty("json").GetProperty("text").GetString()));
        Assert.Equal((atOnce, 9000), (most, frame.GetProperty("metrics").GetProperty("tokensIn").GetInt32()));

        // The first ones are held until as many are asked for as may be; a wait that is never ended would be too few.
        async Task EnterAsync()
        {
            lock (gate)
            {
                most = Math.Max(most, ++open);
                if (open == atOnce)
                {
                    full.TrySetResult();
                }
            }

            await full.Task;
            lock (gate)
            {
                open--;
            }
        }
    }

    [Fact]
    public async Task Chat_ItemThatFailsForGood_EndsTheOthersAndTheNode()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Otherwise = static call => call.Newest == "0" ? new ScriptedReply.Refuse(400, "{}") : new ScriptedReply.Hang();

        var (run, _) = await host.RunAsync("""{ "id": "n", "kind": "ai.chat", "parameters": { "prompt": "={{ $json.n }}" } }""", Items(20));

        Assert.Equal(("ai.unavailable", 0), (run.GetProperty("failure").GetProperty("code").GetString(), run.GetProperty("failure").GetProperty("item").GetInt32()));
        Assert.InRange(host.Server.Calls.Count, 1, 4);
    }

    [Fact]
    public async Task Chat_BudgetOfTheRun_HoldsForItemsSideBySide()
    {
        await using var host = await AiHost.StartAsync(static options => options with { CallsPerRun = 5 });
        host.Server.Otherwise = static call => new ScriptedReply.Text(call.Newest);

        var (run, _) = await host.RunAsync("""{ "id": "n", "kind": "ai.chat", "onError": "continue", "parameters": { "prompt": "={{ $json.n }}", "concurrency": 8 } }""", Items(12));

        var output = run.GetProperty("output").EnumerateArray().Select(static item => item.GetProperty("json")).ToList();
        Assert.Equal((5, 7), (host.Server.Calls.Count, output.Count(static item => item.TryGetProperty("error", out var error) && error.GetProperty("code").GetString() == "ai.budget")));
        Assert.Equal(Enumerable.Range(0, 12), output.Select(static (item, at) => item.TryGetProperty("text", out var text) ? int.Parse(text.GetString()!) : item.GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task Classify_ManyItems_KeepTheirOrderInEachPort()
    {
        await using var host = await AiHost.StartAsync();
        host.Server.Otherwise = static call => new ScriptedReply.Text($$"""{"categories":["{{(int.Parse(call.Newest) % 2 == 0 ? "even" : "odd")}}"]}""");

        var (_, frame) = await host.RunAsync("""{ "id": "n", "kind": "ai.classify", "parameters": { "text": "={{ $json.n }}", "categories": [{ "name": "even" }, { "name": "odd" }] } }""", Items(9));

        Assert.Equal([0, 2, 4, 6, 8], Of(frame, "even"));
        Assert.Equal([1, 3, 5, 7], Of(frame, "odd"));
    }

    private static IEnumerable<int> Of(JsonElement frame, string port) => frame.GetProperty("output").GetProperty(port).GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("json").GetProperty("n").GetInt32());

    private static string Items(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(static n => $$"""{ "json": { "n": {{n}} } }"""))}]";
}
