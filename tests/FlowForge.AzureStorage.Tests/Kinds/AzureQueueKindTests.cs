using System.Text.Json;

namespace FlowForge.AzureStorage.Tests.Kinds;

public sealed class AzureQueueKindTests : IDisposable
{
    private readonly KindAccount _account = new();
    private readonly string _queue = $"kinds-{Guid.CreateVersion7():N}";

    public void Dispose() => _account.Dispose();

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Messages_SentSeenReceivedAndDeleted_AreWhatTheyWere(string base64)
    {
        await RunAsync("createQueue");
        Assert.Contains(_queue, (await RunAsync("listQueues")).Select(one => one.GetProperty("queue").GetString()));
        Assert.NotEmpty((await RunAsync("send", $"\"message\": {{ \"n\": 1 }}, \"base64\": {base64}"))[0].GetProperty("messageId").GetString()!);
        await RunAsync("send", $"\"message\": \"<ü>\", \"base64\": {base64}, \"liveSeconds\": 3600");
        Assert.Equal(2, (await RunAsync("count"))[0].GetProperty("count").GetInt32());

        var seen = await RunAsync("peek", $"\"max\": 5, \"base64\": {base64}");
        Assert.Equal(["1", "<ü>"], seen.Select(one => one.TryGetProperty("json", out var json) ? json.GetProperty("n").GetRawText() : one.GetProperty("text").GetString()));

        var first = (await RunAsync("receive", $"\"base64\": {base64}"))[0];
        Assert.Equal((1, 1), (first.GetProperty("json").GetProperty("n").GetInt32(), first.GetProperty("dequeueCount").GetInt32()));
        var deleted = await _account.RunAsync(
            "azure.queue", Parameters("delete", "\"messageId\": \"={{ $json.messageId }}\", \"popReceipt\": \"={{ $json.popReceipt }}\""), first.GetRawText());
        Assert.True(deleted[0].GetProperty("deleted").GetBoolean());
        Assert.Equal(["<ü>"], (await RunAsync("receive", $"\"max\": 32, \"remove\": true, \"base64\": {base64}")).Select(one => one.GetProperty("text").GetString()));
        Assert.Empty(await RunAsync("receive", "\"max\": 32"));
        Assert.Equal(0, (await RunAsync("count"))[0].GetProperty("count").GetInt32());

        await RunAsync("send", "\"message\": \"x\", \"delaySeconds\": 600");
        Assert.Empty(await RunAsync("receive"));
        Assert.True((await RunAsync("clear"))[0].GetProperty("cleared").GetBoolean());
        Assert.True((await RunAsync("deleteQueue"))[0].GetProperty("deleted").GetBoolean());
    }

    [Theory]
    [InlineData("send", "\"message\": \"x\"", "azure.refused Azure Storage answered 404 QueueNotFound")]
    [InlineData("send", "", "node.parameter The parameter \"message\" is needed")]
    [InlineData("delete", "\"messageId\": \"a\"", "node.parameter The parameter \"popReceipt\" is needed")]
    [InlineData("receive", "\"max\": 33", "node.parameter The parameter \"max\" must be a number from 1 to 32")]
    [InlineData("update", "", "node.parameter The parameter \"operation\" must be one of clear")]
    public async Task Call_WhatCannotBe_Fails(string operation, string more, string says) =>
        Assert.StartsWith(says, await _account.FailAsync("azure.queue", Parameters(operation, more)), StringComparison.Ordinal);

    private string Parameters(string operation, string more) =>
        $$"""{ "operation": "{{operation}}", "auth": { "credential": "storage" }, "queue": "{{_queue}}"{{(more.Length == 0 ? "" : ", ")}}{{more}} }""";

    private Task<JsonElement[]> RunAsync(string operation, string more = "") => _account.RunAsync("azure.queue", Parameters(operation, more));
}
