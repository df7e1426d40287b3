using System.Text;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Secrets;
using FlowForge.Local.Hosting;
using FlowForge.Local.Settings;
using FlowForge.Local.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Storage;

/// <summary>A run that asks for other nodes' items kept no snapshots: each start read all that it had ever recorded.</summary>
public sealed class AskingResumeTests : IAsyncDisposable
{
    private const string Document = """
        { "flowforge": 1, "id": "asks", "name": "Asks", "graph": {
          "nodes": [
            { "id": "start", "kind": "trigger.manual" },
            { "id": "each", "kind": "loop" },
            { "id": "a", "kind": "set", "parameters": { "fields": { "twice": "={{ $json.n * 2 }}" } } },
            { "id": "b", "kind": "set", "parameters": { "fields": { "again": "={{ $('a').item.json.twice }}" } } },
            { "id": "pause", "kind": "wait", "parameters": { "mode": "time", "seconds": 60 } },
            { "id": "c", "kind": "set", "parameters": { "keep": "none", "fields": { "last": "={{ $('b').last().json.again }}", "first": "={{ $('start').item.json.n }}" } } } ],
          "edges": [
            { "from": "start", "to": "each" }, { "from": "each", "fromPort": "loop", "to": "a" }, { "from": "a", "to": "b" },
            { "from": "b", "to": "each" },
            { "from": "each", "fromPort": "done", "to": "pause" }, { "from": "pause", "to": "c" } ] } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly KindSet _kinds = KindSet.Create(LocalSettings.Load(new Dictionary<string, string>(), new ConfigurationBuilder().Build()));

    public async ValueTask DisposeAsync()
    {
        await _kinds.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Resume_LongRunThatAsksForNodes_ReadsWhatLiesBehindItsSnapshot()
    {
        const int items = 2_000;
        await using var database = SqliteDatabase.Open(_folder["flowforge.db"], _clock);
        var workflow = WorkflowJson.Read(Encoding.UTF8.GetBytes(Document)).Workflow!;
        await new SqliteWorkflowStore(database, _clock).PinAsync("hash", Document, default);
        string id;
        await using (var first = Engine(database, CountedReads.Of(new SqliteRunStore(database))))
        {
            var given = Enumerable.Range(0, items).Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}"""))).ToList();
            var started = await first.StartAsync(new() { Workflow = workflow, Hash = "hash", Version = 1, Items = given }, default);
            id = started.Value!.RunId;
            await UntilAsync(first, id, RunStatus.Waiting);
        }

        var runs = new SqliteRunStore(database);
        var segments = (await runs.ReadSegmentsAsync(id, 0, 1_000, default)).Count;
        var behind = segments - 1 - (await runs.ReadSnapshotAsync(id, default))!.Ordinal;
        Assert.InRange(segments, 2 * (behind + 1), 1_000);
        var counted = CountedReads.Of(runs);
        await using var second = Engine(database, counted);
        await second.ResumeAsync(default);

        // A run that waits is armed from its row.
        Assert.Equal(0, ((CountedReads)counted).Segments);

        _clock.Advance(TimeSpan.FromSeconds(61));
        await UntilAsync(second, id, RunStatus.Completed);
        Assert.Equal(behind, ((CountedReads)counted).Segments);
        var output = await new FrameReader(runs, new(runs)).OutputAsync((await runs.GetRunAsync(id, default))!, default);
        Assert.Equal(items, output!.Count);
        Assert.Equal($$"""{"last":{{2 * (items - 1)}},"first":7}""", (await output.ReadAsync(7, 1, default))[0].Json.GetRawText());
    }

    private RunEngine Engine(SqliteDatabase database, IRunStore runs) => new(new()
    {
        Runs = runs,
        Workflows = new SqliteWorkflowStore(database, _clock),
        Catalogue = _kinds.Catalogue,
        Scripts = _kinds.Scripts,
        Pages = new(runs),
        Clock = _clock,
        Ids = new RandomIds(_clock),
        ReadDocument = document => WorkflowJson.Read(Encoding.UTF8.GetBytes(document)).Workflow!,
        SnapshotEvery = 2,
        OnFault = (message, cause) => throw new InvalidOperationException(message, cause),
    });

    private async Task UntilAsync(RunEngine engine, string id, RunStatus status)
    {
        for (var i = 0; (await engine.GetAsync(id, default))?.Status != status; i++)
        {
            Assert.True(i < 3_000, $"The run is {await engine.GetAsync(id, default)} and not {status}.");
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(10);
        }
    }
}
