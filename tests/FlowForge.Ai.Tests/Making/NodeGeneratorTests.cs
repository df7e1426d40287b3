using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Assistance;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Making;

public class NodeGeneratorTests
{
    private static readonly KindRequest Asked = new() { Prompt = "A node that doubles n." };

    [Fact]
    public async Task Make_RightReply_HasPassedItsTestsAndIsNotSaved()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(Reply("return { n: $json.n * 2 }"));

        var made = (await room.Assistant.MakeKindAsync(Asked, new Heard(), default)).Value!;

        Assert.Equal(("custom.double", "Doubles n."), (made.Definition.GetProperty("kind").GetString(), made.Explanation));
        Assert.Null(room.Catalogue.Find("custom.double"));
        Assert.IsType<CustomKindResult.Saved>(await room.Catalogue.SaveAsync(made.Definition, new WriteCondition.Absent(), default));
    }

    [Fact]
    public async Task Make_TestThatFails_GoesBackWithWhatItGave()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(Reply("return { n: $json.n + 1 }"), Reply("return { n: $json.n * 2 }"));

        Assert.False((await room.Assistant.MakeKindAsync(Asked, new Heard(), default)).IsFailure);

        Assert.Contains("kind.testFailed at tests[0]", room.Server.Calls[1].Newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_SampleThatMakesItFail_GoesBack()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(Reply("return { n: $json.n.valueOf() * 2 }"), Reply("return { n: ($json.n ?? 0) * 2 }"));

        Assert.False((await room.Assistant.MakeKindAsync(Asked with { Samples = [new Item(JsonElement.Parse("""{ "m": 1 }"""))] }, new Heard(), default)).IsFailure);

        Assert.Contains("kind.sampleFailed", room.Server.Calls[1].Newest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ScriptsThatReachOut_AreGivenUpWithAMessage()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(Reply("require('fs')"), Reply("fetch('https://evil.example')"), Reply("process.exit()"));

        var failure = (await room.Assistant.MakeKindAsync(Asked, new Heard(), default)).Failure!;

        Assert.Equal(AiFailures.InvalidReply, failure.Code);
        Assert.Null(room.Catalogue.Find("custom.double"));
    }

    private static ScriptedReply.Text Reply(string source) => new(
        $$"""
        { "explanation": "Doubles n.", "definition": { "kind": "custom.double", "title": "Double", "summary": "Doubles n.", "source": {{Drawn.JsonString(source)}},
          "tests": [ { "name": "doubles", "items": [ { "n": 2 } ], "expect": { "out": [ { "n": 4 } ] } } ] } }
        """);
}
