using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Scripting;

namespace FlowForge.Bench;

/// <summary>Scripts over the pipe, and expressions on the fast path.</summary>
public class ScriptThroughput : IAsyncDisposable
{
    private readonly ProcessScripts _scripts = new();
    private readonly ScriptScope _one = new(Items(1));
    private readonly ScriptScope _page = new(Items(500));
    private readonly ScriptScope _many = new(Items(10_000));
    private readonly ScriptStep[] _step = [Step("return { total: $json.price * 2, id: $json.id }")];
    private readonly ScriptStep[] _chain = [.. Enumerable.Range(0, 100).Select(_ => Step("return { n: ($json.n ?? 0) + 1 }"))];
    private readonly ScriptStep[] _luxon = [Step("return { at: DateTime.fromISO('2024-07-03').plus({ days: 1 }).toISO() }")];
    private readonly IPreparedParameters _engine;
    private readonly IPreparedParameters _native;

    public ScriptThroughput()
    {
        _engine = _scripts.Prepare(JsonElement.Parse("""{"a":"={{ $json.price * 2 }}","b":"={{ $json.name.toUpperCase() }}","c":"={{ $json.tags.length > 1 ? 'many' : 'one' }}"}"""));
        _native = _scripts.Prepare(JsonElement.Parse("""{"a":"={{ $json.price }}","b":"={{ $json.name === 'x' }}","c":"item {{ $json.id }}"}"""));
    }

    /// <summary>One item through one code step: the round trip.</summary>
    [Benchmark]
    public async Task<int> OneItem() => (await _scripts.RunAsync(_step, _one, default))[0].Items.Count;

    /// <summary>10,000 items through one code step, once an item.</summary>
    [Benchmark]
    public async Task<int> TenThousandItems() => (await _scripts.RunAsync(_step, _many, default))[0].Items.Count;

    /// <summary>A hundred code steps one behind the other, in one message.</summary>
    [Benchmark]
    public async Task<int> ChainOfHundred() => (await _scripts.RunAsync(_chain, _one, default)).Count;

    /// <summary>One item through a step that uses Luxon.</summary>
    [Benchmark]
    public async Task<int> Luxon() => (await _scripts.RunAsync(_luxon, _one, default))[0].Items.Count;

    /// <summary>Three expressions only an engine can answer, over a page of 500 items.</summary>
    [Benchmark]
    public async Task<int> ExpressionPage() => (await _scripts.ResolveAsync(_engine, _page, 0, 500, default)).Count;

    /// <summary>Three expressions of the fast path over a page of 500 items: 1,500 values.</summary>
    [Benchmark(OperationsPerInvoke = 1_500)]
    public async Task<int> FastPath() => (await _scripts.ResolveAsync(_native, _page, 0, 500, default)).Count;

    /// <summary>Ends the workers.</summary>
    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static ScriptStep Step(string source) => new("n", "N", source, true, TimeSpan.FromSeconds(10));

    private static ItemList Items(int count) => ItemList.Of([.. Enumerable.Range(0, count).Select(i =>
        new Item(JsonElement.Parse($$"""{"id":{{i}},"name":"item {{i}}","price":{{i}}.5,"tags":["a","b"]}""")))]);
}
