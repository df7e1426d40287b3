using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace FlowForge.Browser.Support;

/// <summary>What tests ask of the host itself, to have something to look at.</summary>
public sealed class HostApi(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Runs a document and waits for its end; gives the run.</summary>
    public async Task<JsonElement> RunAsync(string workflow, int waitSeconds = 60)
    {
        using var content = new StringContent($$"""{ "workflow": {{workflow}} }""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"api/runs{(waitSeconds > 0 ? $"?wait={waitSeconds}" : "")}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(new Uri($"api{path}", UriKind.Relative));

    public void Dispose() => http.Dispose();

    /// <summary>A loop of <paramref name="rounds"/> rounds with two nodes inside, of which the second fails in round <paramref name="failAt"/>.</summary>
    public static string Loop(string id, int rounds, int failAt = -1) => $$$"""
        { "flowforge": 1, "id": "{{{id}}}", "name": "{{{id}}}", "graph": { "nodes": [
          { "id": "start", "kind": "trigger.manual", "name": "Start", "position": { "x": 0, "y": 0 } },
          { "id": "make", "kind": "code", "name": "Make", "position": { "x": 300, "y": 0 }, "parameters": { "mode": "allItems", "source": "return Array.from({ length: {{{rounds}}} }, (_, n) => ({ json: { n, text: '<img src=x onerror=alert(1)>' } }));" } },
          { "id": "each", "kind": "loop", "name": "Each", "position": { "x": 600, "y": 0 }, "parameters": { "batchSize": 1 } },
          { "id": "mark", "kind": "set", "name": "Mark", "position": { "x": 900, "y": 140 }, "parameters": { "fields": { "seen": "={{ $json.n }}" } } },
          { "id": "check", "kind": "code", "name": "Check", "position": { "x": 1200, "y": 140 }, "parameters": { "mode": "perItem", "source": "if ($json.n === {{{failAt}}}) { console.log('about to fail'); throw new Error('no ' + $json.n); } return { ok: $json.n };" } },
          { "id": "after", "kind": "noop", "name": "After", "position": { "x": 900, "y": -100 } } ],
        "edges": [ { "from": "start", "to": "make" }, { "from": "make", "to": "each" }, { "from": "each", "fromPort": "loop", "to": "mark" },
          { "from": "mark", "to": "check" }, { "from": "check", "to": "each" }, { "from": "each", "fromPort": "done", "to": "after" } ] } }
        """;
}
