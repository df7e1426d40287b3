using System.Net;
using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Golden;

/// <summary>Data folders as earlier versions wrote them, with runs in flight: each later version goes on with what is under way and reads what has been. <c>make.mjs</c> keeps another one.</summary>
public sealed class GoldenFolderTests
{
    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "golden")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Serve_FolderOfAnEarlierVersion_GoesOnWithItsRunsAndReadsItsFrames(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "golden", name);
        var kept = JsonElement.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "kept.json")));
        string Run(string key) => kept.GetProperty("runs").GetProperty(key).GetString()!;
        await using var host = await HostProcess.StartAsync(prepare: data => File.Copy(Path.Combine(folder, "store.kept"), Path.Combine(data, "flowforge.db")));
        var client = host.Client;

        // What had ended reads as it did.
        Assert.Equal("COMPLETED", (await client.RunOfAsync(Run("done"))).Status());
        Assert.Equal("FAILED", (await client.RunOfAsync(Run("broken"))).Status());
        AssertHeld(kept.GetProperty("frames"), JsonElement.Parse((await client.GetAsync($"runs/{Run("done")}/frames")).Expect(HttpStatusCode.OK).Text).GetProperty("items"), "frames");
        var frames = await client.FramesAsync(Run("done"));
        var last = await client.GetAsync($"runs/{Run("done")}/frames/{frames.Single(frame => frame.NodeId() == "many" && frame.IsEgress()).GetProperty("sequence")}/items?side=output&port=out&limit=500&offset=1000");
        Assert.Contains("\"n\":1199", last.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        // What was under way, waited, or was queued goes on, each with its own document and variables.
        Assert.Equal("""{"from":"then","rested":true,"region":"eu"}""", (await client.EndedAsync(Run("later"))).Completed().First().GetRawText());
        Assert.Equal("""{"went":"on"}""", (await client.EndedAsync(Run("half"))).Completed().First().GetRawText());
        (await client.PostAsync($"resume/{kept.GetProperty("approval").GetString()}", """{"decision":"approved","by":"ada"}""")).Expect(HttpStatusCode.Accepted);
        Assert.Equal("""{"by":"ada"}""", (await client.EndedAsync(Run("asked"))).Completed().First().GetRawText());
        (await client.PostAsync($"runs/{Run("signalled")}/signals/paid", """{"amount":40}""")).Expect(HttpStatusCode.Accepted);
        Assert.Equal("""{"amount":40}""", (await client.EndedAsync(Run("signalled"))).Completed().First().GetRawText());
        Assert.Equal("QUEUED", (await client.RunOfAsync(Run("second"))).Status());
        foreach (var turn in (string[])["first", "second"])
        {
            (await client.PostAsync($"runs/{Run(turn)}/signals/go", "{}")).Expect(HttpStatusCode.Accepted);
            (await client.EndedAsync(Run(turn))).Completed();
        }

        // And so does what is begun now with the documents of then.
        (await client.RunAsync("done")).Completed();
    }

    /// <summary>Everything that was there is there; a later version may add.</summary>
    private static void AssertHeld(JsonElement kept, JsonElement present, string place)
    {
        Assert.True(kept.ValueKind == present.ValueKind, $"{place}: {present} instead of {kept}");
        switch (kept.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in kept.EnumerateObject())
                {
                    Assert.True(present.TryGetProperty(property.Name, out var value), $"{place}.{property.Name} is gone");
                    AssertHeld(property.Value, value, $"{place}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(kept.GetArrayLength() == present.GetArrayLength(), $"{place} has {present.GetArrayLength()} in place of {kept.GetArrayLength()}");
                for (var i = 0; i < kept.GetArrayLength(); i++)
                {
                    AssertHeld(kept[i], present[i], $"{place}[{i}]");
                }

                break;
            default:
                Assert.True(kept.GetRawText() == present.GetRawText(), $"{place}: {present.GetRawText()} instead of {kept.GetRawText()}");
                break;
        }
    }
}
