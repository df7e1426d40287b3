using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Api.Tests.Runs;

/// <summary>Watchers whose connections break at random places, while runs are at work: none misses a frame, none gets an event twice.</summary>
public sealed class EventCutTests(ITestOutputHelper output)
{
    private const int Runs = 6;
    private const int Watchers = 3;

    private const string Looping = """
        { "flowforge": 1, "id": "looping", "name": "looping", "graph": {
          "nodes": [
            { "id": "start", "kind": "trigger.manual" },
            { "id": "each", "kind": "loop", "parameters": { "batchSize": 1, "concurrency": 4 } },
            { "id": "set", "kind": "set", "parameters": { "fields": { "text": "a \"quoted\" größe 🙂" } } },
            { "id": "rest", "kind": "wait", "parameters": { "mode": "time", "seconds": 0.02 } },
            { "id": "end", "kind": "noop" } ],
          "edges": [
            { "from": "start", "to": "each" }, { "from": "each", "fromPort": "loop", "to": "set" }, { "from": "set", "to": "rest" },
            { "from": "rest", "to": "each" }, { "from": "each", "fromPort": "done", "to": "end" } ] } }
        """;

    [Fact]
    public async Task Events_ConnectionsCutAtRandom_LoseNoFrameAndDoubleNone()
    {
        var seed = Seeds.First(output);
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(201, (await host.PostAsync("/api/workflows", Looping)).Status);
        var items = string.Join(',', Enumerable.Range(0, 40).Select(n => $$"""{ "json": { "n": {{n}} } }"""));
        var ids = new List<string>();
        for (var run = 0; run < Runs; run++)
        {
            ids.Add((await host.PostAsync("/api/workflows/looping/runs", $"[{items}]"))["id"]);
        }

        var watched = await Task.WhenAll(
            from id in ids from watcher in Enumerable.Range(0, Watchers) select WatchAsync(host, id, new Random(seed + watcher + (ids.IndexOf(id) * Watchers))));
        output.WriteLine($"{watched.Sum(one => one.Cuts)} cuts, {watched.Sum(one => one.Frames.Count)} frames");
        foreach (var id in ids)
        {
            var expected = await FramesAsync(host, id);
            Assert.InRange(expected.Count, 160, 1_000);
            foreach (var one in watched.Where(one => one.Run == id))
            {
                Assert.Equal(one.Ids.Count, one.Ids.Distinct().Count());
                Assert.Equal(expected.Keys.Order(), one.Frames.Keys.Order());
                Assert.All(expected, pair => Assert.Equal(pair.Value, one.Frames[pair.Key]));
                Assert.Contains("\"COMPLETED\"", one.Last);
            }
        }

        Assert.True(watched.Sum(one => one.Cuts) > Runs * Watchers * 3, "The connections were hardly cut.");
    }

    /// <summary>Watches a run to its end; each connection is cut after some bytes, often within an event.</summary>
    private static async Task<Watched> WatchAsync(ApiHost host, string run, Random random)
    {
        var watched = new Watched(run);
        for (string? last = null; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/events");
            if (last is not null)
            {
                request.Headers.Add("Last-Event-ID", last);
            }

            using var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if ((int)response.StatusCode == 204)
            {
                return watched;
            }

            var (text, isWhole) = await ReadSomeAsync(await response.Content.ReadAsStreamAsync(), random.Next(1, 30_000));
            foreach (var block in text.Split("\n\n")[..^1])
            {
                last = watched.Take(block) ?? last;
            }

            if (isWhole && watched.Last.Contains("\"COMPLETED\"", StringComparison.Ordinal))
            {
                return watched;
            }

            watched.Cuts++;
        }
    }

    private static async Task<(string Text, bool IsWhole)> ReadSomeAsync(Stream stream, int bytes)
    {
        var buffer = new byte[bytes];
        var length = 0;
        while (length < bytes)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return (Encoding.UTF8.GetString(buffer, 0, length), true);
            }

            length += read;
        }

        return (Encoding.UTF8.GetString(buffer), false);
    }

    private static async Task<Dictionary<string, string>> FramesAsync(ApiHost host, string run)
    {
        var frames = new Dictionary<string, string>();
        string? next = null;
        do
        {
            var page = (await host.GetAsync($"/api/runs/{run}/frames?limit=500{(next is null ? "" : $"&after={next}")}")).Root;
            foreach (var frame in page.GetProperty("items").EnumerateArray())
            {
                frames.Add(Key(frame), Known(frame));
            }

            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        return frames;
    }

    private static string Key(JsonElement frame) => $"{frame.GetProperty("sequence")} {frame.GetProperty("side")}";

    // What a frame says first may be short of what it says in the end: an ingress that waits is RUNNING once it is over.
    private static string Known(JsonElement frame) =>
        $"{frame.GetProperty("nodeId")}[{frame.GetProperty("iteration")}] {frame.GetProperty("input").GetRawText()} {frame.GetProperty("output").GetRawText()}";

    private sealed class Watched(string run)
    {
        public string Run => run;

        public Dictionary<string, string> Frames { get; } = [];

        public List<string> Ids { get; } = [];

        public int Cuts { get; set; }

        public string Last { get; private set; } = "";

        /// <summary>Takes one whole event; gives its id, or null for a comment.</summary>
        public string? Take(string block)
        {
            var lines = block.Split('\n').Where(line => line.Length > 0 && line[0] != ':').ToDictionary(line => line[..line.IndexOf(':')], line => line[(line.IndexOf(':') + 2)..]);
            if (lines.Count == 0)
            {
                return null;
            }

            if (lines["event"] == "frame")
            {
                var frame = JsonElement.Parse(lines["data"]);
                Ids.Add(lines["id"]);
                Frames[Key(frame)] = Known(frame);
            }
            else
            {
                Last = lines["data"];
            }

            return lines["id"];
        }
    }
}
