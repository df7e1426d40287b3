using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>
/// <c>tests/corpus</c> against the real host, by HTTP: the right refusal or failure in time, and a host that is alive and small afterwards.
/// Times and memory have five times the room that is promised, for a busy machine.
/// </summary>
public sealed class CorpusTests : IAsyncLifetime
{
    private const long MaxGrowth = 5 * 64L * 1024 * 1024;
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(5 * 200);

    private readonly List<string> _wrong = [];
    private HostProcess _host = null!;

    private HostClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Post_HostileDocuments_AreRefusedInTime()
    {
        await WarmAsync();
        var before = _host.ResidentBytes();
        foreach (var document in CorpusFiles.Documents())
        {
            var (answer, took) = await TimedAsync(document);
            if (took > Refusal && answer.Status != HttpStatusCode.Created)
            {
                // Other suites share the processor: what is slow once more is slow.
                took = (await TimedAsync(document)).Took;
            }

            if (took > Refusal)
            {
                _wrong.Add($"{document.Name} took {took.TotalMilliseconds} ms");
            }

            if (!IsRight(document, answer))
            {
                _wrong.Add($"{document.Name}: {(int)answer.Status} {answer.Text[..Math.Min(300, answer.Text.Length)]} instead of {document.Code}");
            }

            if (answer.Status == HttpStatusCode.Created)
            {
                await DeleteAsync(answer);
            }
        }

        await AssertUnharmedAsync(before);
        Assert.Empty((await Client.GetAsync("workflows")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Run_HostileScripts_FailWithTheirCode()
    {
        await WarmAsync();
        var before = _host.ResidentBytes();
        var scripts = CorpusFiles.Scripts();
        Assert.NotEmpty(scripts);
        await Parallel.ForEachAsync(scripts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (script, _) =>
        {
            var clock = Stopwatch.StartNew();
            var answer = await Client.PostAsync("runs?wait=100", Document(script));
            var code = answer.Status == HttpStatusCode.OK ? answer.Json.FailureCode() ?? "none" : string.Join(' ', [answer.Code, .. answer.Codes]);
            if (!IsRight(script, code))
            {
                Note($"{script.Name}: {code} instead of {string.Join(" or ", script.Expected)}: {answer.Text[..Math.Min(300, answer.Text.Length)]}");
            }

            if (clock.Elapsed > TimeSpan.FromSeconds(script.Seconds + 20))
            {
                Note($"{script.Name} took {clock.Elapsed}");
            }
        });

        await AssertUnharmedAsync(before);
    }

    private async Task AssertUnharmedAsync(long before)
    {
        Assert.True(_wrong.Count == 0, string.Join('\n', _wrong));
        (await Client.GetAsync("health/live")).Expect(HttpStatusCode.OK);
        var run = (await Client.PostAsync("runs?wait=30", Document(new("next", "perItem", [], 5, "return { x: typeof leaked, y: [1].map(n => n).length }")))).Json;
        Assert.Equal("""{"x":"undefined","y":1}""", run.Completed().First().GetRawText());
        var growth = _host.ResidentBytes() - before;
        Assert.True(growth < MaxGrowth, $"the host grew by {growth / 1024 / 1024} MB");
    }

    private async Task<(Reply Answer, TimeSpan Took)> TimedAsync(HostileDocument document)
    {
        var clock = Stopwatch.StartNew();
        return (await PostAsync(document), clock.Elapsed);
    }

    /// <summary>What a first request compiles is not what a hostile one costs.</summary>
    private async Task WarmAsync()
    {
        var sound = CorpusFiles.Documents().Where(document => document.Name is "sound.json" or "sound.yaml");
        foreach (var document in sound)
        {
            await DeleteAsync((await PostAsync(document)).Expect(HttpStatusCode.Created));
        }
    }

    private async Task<Reply> PostAsync(HostileDocument document)
    {
        var content = new ByteArrayContent(document.Text);
        content.Headers.ContentType = new(document.ContentType);
        return await Client.SendAsync(new(HttpMethod.Post, "workflows") { Content = content });
    }

    private async Task DeleteAsync(Reply saved)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, $"workflows/{saved.Json.Id()}");
        request.Headers.IfMatch.Add(new(saved.ETag!));
        (await Client.SendAsync(request)).Expect(HttpStatusCode.NoContent);
    }

    private static bool IsRight(HostileDocument document, Reply answer) => document.Code switch
    {
        null => answer.Status == HttpStatusCode.Created,

        // Refused by its length, before anybody reads it as JSON or YAML.
        "json.tooLarge" or "yaml.tooLarge" => answer.Status == HttpStatusCode.RequestEntityTooLarge,
        var code => answer.Status == HttpStatusCode.UnprocessableEntity && answer.Codes.Contains(code),
    };

    // The node's own time-out is the same as its script's here, and either may be first.
    private static bool IsRight(HostileScript script, string code) =>
        code.Split(' ').Any(one => script.Expected.Contains(one) || (one == "node.timeout" && script.Expected.Contains("script.timeout"))

            // What does not parse is refused before the run.
            || (one == "expression.syntax" && script.Expected.Contains("script.failed")));

    private static string Document(HostileScript script)
    {
        object node = script.Mode == "expression"
            ? new { id = "hostile", kind = "set", parameters = new { keep = "none", fields = new { x = $"={{{{ {script.Source} }}}}" } } }
            : new { id = "hostile", kind = "code", timeoutSeconds = script.Expected.Contains("script.timeout") ? script.Seconds : Math.Max(script.Seconds, 5), parameters = new { mode = script.Mode, source = script.Source } };
        var other = new { id = "Other", kind = "set", parameters = new { keep = "none", fields = new { x = 1 } } };
        object[] edges = [new { from = "start", to = "Other" }, new { from = "Other", to = "hostile" }];
        return JsonSerializer.Serialize(new
        {
            workflow = new { flowforge = 1, id = "hostile", graph = new { nodes = new[] { new { id = "start", kind = "trigger.manual" }, other, node }, edges } },
        });
    }

    private void Note(string wrong)
    {
        lock (_wrong)
        {
            _wrong.Add(wrong);
        }
    }
}
