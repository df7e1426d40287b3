using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Models;

public class ShapeTests
{
    private static readonly ModelShape Shape = new("answer", JsonElement.Parse("""{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"""));

    [Fact]
    public async Task Ask_WithShape_SendsTheSchema()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("""{"n":1}"""));
        await room.AskAsync(shape: Shape);

        var format = Assert.Single(room.Server.Calls).Body.GetProperty("response_format");
        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.True(JsonElement.DeepEquals(Shape.Schema, format.GetProperty("json_schema").GetProperty("schema")));
    }

    [Fact]
    public async Task Ask_ModelThatLacksStructuredOutput_IsAskedByWords_AndRemembered()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.LacksStructuredOutput = true;
        room.Server.Then(new ScriptedReply.Text("""{"n":1}"""), new ScriptedReply.Text("""{"n":2}"""));

        Assert.Equal("""{"n":1}""", (await room.AskAsync(shape: Shape)).Value!.Text);
        Assert.Equal("""{"n":2}""", (await room.AskAsync(shape: Shape)).Value!.Text);

        Assert.Equal(3, room.Server.Calls.Count);
        Assert.All(room.Server.Calls.Skip(1), static call =>
        {
            Assert.False(call.Body.TryGetProperty("response_format", out _));
            Assert.Contains("\"required\":[\"n\"]", call.Everything, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Ask_Tools_AreOfferedAndCalled()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Tools(("c1", "price", """{"sku":"a"}"""), ("c2", "price", """{"sku":"b"}""")));
        var reply = (await room.Model.AskAsync(new()
        {
            Messages = [new(ModelRole.User, "What do they cost?")],
            Tools = [new("price", "The price of a thing.", JsonElement.Parse("""{"type":"object"}"""))],
        }, default)).Value!;

        Assert.Equal([new("c1", "price", """{"sku":"a"}"""), new("c2", "price", """{"sku":"b"}""")], reply.Calls);
        Assert.Equal("price", room.Server.Calls[0].Body.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
    }
}
