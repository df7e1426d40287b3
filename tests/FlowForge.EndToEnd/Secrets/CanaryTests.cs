using System.Collections.Concurrent;
using System.Net;
using System.Text;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Secrets;

/// <summary>After a run with every kind of credential nothing holds a value: no file, row, log line, frame, export, audit entry or metric.</summary>
public sealed class CanaryTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("azure")]
    public async Task Host_AfterCallsAndHooksWithEveryCredential_HoldsNoValueAnywhere(string store)
    {
        var (seen, seenElsewhere) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await using var foreign = await EchoServer.StartAsync(seenElsewhere);
        await using var bound = await EchoServer.StartAsync(seen, new Uri(foreign.Url));
        await using var host = await HostProcess.StartAsync(settings: Settings(store));
        await host.Client.KeepAllAsync(bound.Url);
        await host.Client.SaveAsync(CanaryWorkflows.Calls(bound.Url, foreign.Url));

        var run = (await host.Client.RunAsync("calls", $$"""{ "control": "{{Canaries.Control}}" }""")).Completed();
        var answers = await host.Client.CallHooksAsync();

        // The servers saw what they were to see, so there was something to lose.
        Assert.All(
            [Canaries.Header, Canaries.Query, Canaries.Bearer, Canaries.Basic],
            value => Assert.Contains(seen, call => call.EndsWith(value, StringComparison.Ordinal)));
        Assert.Equal(["/echo nothing"], seenElsewhere);
        var frames = await host.Client.FramesAsync(run.Id());
        Assert.Equal("credential.originNotAllowed", Failed(frames, "foreign"));
        Assert.Equal("http.status", Failed(frames, "fail"));

        var file = await FileAsync(host, frames);
        var shown = await host.Client.EverythingAsync();
        await host.KillAsync();
        var held = new List<(string Place, byte[] Bytes)> { ("log", Encoding.UTF8.GetBytes(host.Output)), ("hook answers", Encoding.UTF8.GetBytes(answers)), ("file", file) };
        held.AddRange(shown.Select(one => (one.Key, Encoding.UTF8.GetBytes(one.Value))));
        held.AddRange(Directory.GetFiles(host.DataFolder, "*", SearchOption.AllDirectories).Select(path => (path, File.ReadAllBytes(path))));
        held.AddRange(store == "azure" ? await AccountContents.ReadAsync(Azurite.ConnectionString) : []);

        Assert.Empty(held.SelectMany(one => Canaries.In(one.Bytes).Select(form => $"{one.Place}: {form}")));

        // The same search finds what is meant to be there: in the frames, in the hooks' answers, and in the store itself.
        Assert.True(Canaries.HoldsControl(Encoding.UTF8.GetBytes(shown[$"runs/{run.Id()}/frames?limit=500"])));
        Assert.True(Canaries.HoldsControl(Encoding.UTF8.GetBytes(answers)));
        Assert.Contains(held.Skip(3 + shown.Count), one => Canaries.HoldsControl(one.Bytes));
        Assert.Contains("[credential:c-bearer]", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.Contains("credential.used", shown["audit?limit=500"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(string store) => store == "azure"
        ? new() { ["FlowForge__Store"] = "azure", ["FlowForge__Storage__ConnectionString"] = Azurite.ConnectionString }
        : [];

    private static string? Failed(List<System.Text.Json.JsonElement> frames, string node) =>
        frames.Single(frame => frame.NodeId() == node && frame.IsEgress() && frame.FailureCode() is not null
            && frame.GetProperty("attempt").GetInt32() == frames.Where(other => other.NodeId() == node).Max(other => other.GetProperty("attempt").GetInt32())).FailureCode();

    private static async Task<byte[]> FileAsync(HostProcess host, List<System.Text.Json.JsonElement> frames)
    {
        var frame = frames.Single(one => one.NodeId() == "file" && one.IsEgress());
        var reference = frame.GetProperty("output").GetProperty("out").GetProperty("items")[0].GetProperty("binary").GetProperty("data").GetProperty("ref").GetString();
        return Encoding.UTF8.GetBytes((await host.Client.GetAsync($"runs/{frame.GetProperty("runId").GetString()}/binary/{reference}")).Expect(HttpStatusCode.OK).Text);
    }
}
