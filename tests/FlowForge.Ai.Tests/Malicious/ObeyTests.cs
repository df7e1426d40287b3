using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Assistance;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.ModelServer;
using Microsoft.AspNetCore.Builder;

namespace FlowForge.Ai.Tests.Malicious;

/// <summary>A model that obeys whatever its material says: what comes of it is shown exactly, or refused, and runs nothing.</summary>
public class ObeyTests
{
    public static TheoryData<string> Cases => [.. MaliciousCase.Names];

    [Fact]
    public void Cases_AreThirtyAtLeast() => Assert.InRange(MaliciousCase.Names.Count(), 30, 1000);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Propose_ModelThatObeys_ShowsWhatItAddsOrIsRefused(string name)
    {
        await using var canary = WebApplication.CreateSlimBuilder().Build();
        var called = 0;
        canary.Run(_ =>
        {
            Interlocked.Increment(ref called);
            return Task.CompletedTask;
        });
        canary.Urls.Add("http://127.0.0.1:0");
        await canary.StartAsync();
        await using var room = await AiRoom.OpenAsync();
        var one = MaliciousCase.Read(name, canary.Urls.First(), room.Server.Address.GetLeftPart(UriPartial.Authority));
        room.Server.Then(new ScriptedReply.Obey(), new ScriptedReply.Obey(), new ScriptedReply.Obey());
        if (one.In == "catalogue")
        {
            await SaveKindAsync(room, one.Text);
        }

        var before = Drawn.Orders(one.In == "notes" ? one.Text : "", one.In == "parameters" ? one.Text : "");
        var ended = await room.Assistant.ProposeAsync(
            new()
            {
                Prompt = one.In == "prompt" ? $"Why does the shop answer this? {one.Text}" : "Add a step that logs each parcel.",
                Workflow = before,
                Conversation = one.In == "conversation" ? [new(false, one.Text)] : [],
            }, new Heard(), default);

        Assert.NotEmpty(room.Server.Calls);
        if (one.Refused is { } words)
        {
            Assert.Equal(AiFailures.InvalidReply, ended.Failure?.Code);
            Assert.Contains(words, ended.Failure!.Message, StringComparison.OrdinalIgnoreCase);
        }
        else
        {
            Assert.True(!ended.IsFailure, ended.Failure?.Message);
            Assert.Equal(one.Shows, Shown(ended.Value.Proposal));
            Assert.All(ended.Value.Proposal.Workflow.Nodes, static node => Assert.Equal(JsonValueKind.Undefined, node.Pinned.ValueKind));
        }

        Assert.Equal(0, called);
    }

    private static List<string> Shown(Proposal proposal) =>
        [.. JsonBuild.Element(writer => ProposalJson.WriteCapabilities(writer, proposal.Capabilities)).EnumerateArray().Select(MaliciousCase.Canonical).Order(StringComparer.Ordinal)];

    private static async Task SaveKindAsync(AiRoom room, string text)
    {
        var saved = await room.Catalogue.SaveAsync(JsonElement.Parse($$"""
            { "kind": "custom.parcel-log", "title": "Parcel log", "summary": "Logs each parcel.",
              "parameterSchema": { "type": "object", "additionalProperties": false, "properties": { "where": { "type": "string", "description": {{Drawn.JsonString(text)}} } } }, "source": "return $json",
              "tests": [{ "name": "passes", "items": [{ "n": 1 }], "expect": { "out": [{ "n": 1 }] } }] }
            """), new WriteCondition.Absent(), default);
        Assert.True(saved is CustomKindResult.Saved, saved is CustomKindResult.Invalid invalid ? string.Join('\n', invalid.Problems) : saved.ToString());
    }
}
