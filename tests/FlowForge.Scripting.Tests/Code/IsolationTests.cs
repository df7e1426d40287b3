using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

/// <summary>No state of one node run is seen by the next, in a message of its own or in the same one.</summary>
public sealed class IsolationTests(OneWorker fixture) : IClassFixture<OneWorker>
{
    private const string Probe = """
        return { seen: [
          typeof leaked, typeof globalThis.viaGlobal, typeof ({}).polluted, typeof [].extra, typeof ''.shout, Math.PI === 3, String([1, 2].map(x => x)),
          JSON.stringify({ a: 1 }), typeof Promise.prototype.then, typeof Symbol.leak, Object.keys($json).length, DateTime.leak === undefined, parseInt('7'),
          typeof console.mark,
        ] }
        """;

    private const string Clean = """
        {"seen":["undefined","undefined","undefined","undefined","undefined",false,"1,2","{\"a\":1}","function","undefined",0,true,7,"undefined"]}
        """;

    private readonly ProcessScripts _scripts = fixture.Scripts;

    public static TheoryData<string> Leaks => new(
        "leaked = 1; return {}",
        "globalThis.viaGlobal = 1; return {}",
        "Object.prototype.polluted = 1; return {}",
        "Array.prototype.extra = 1; Array.prototype.map = () => 'stolen'; return {}",
        "String.prototype.shout = 1; globalThis.parseInt = () => 8; return {}",
        "JSON.stringify = () => 'stolen'; JSON.parse = () => ({ stolen: 1 }); return {}",
        "Promise.prototype.then = null; Symbol.leak = 1; return {}",
        "DateTime.leak = 1; luxon.Settings.defaultZone = 'Asia/Tokyo'; console.mark = 1; return {}",
        "Object.freeze(Object.prototype); Object.freeze(globalThis); return {}",
        "Object.defineProperty(Object.prototype, 'json', { get() { return { stolen: 1 } } }); return {}",
        "Object.defineProperty(globalThis, '$json', { value: { stolen: 1 }, configurable: false }); return {}",
        "delete globalThis.Math; delete Array.prototype.map; return {}");

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task RunAsync_AfterALeakAttempt_SeesNothing(string source)
    {
        await _scripts.RunAsync(ScriptRuns.PerItem(source), TestScope.Of("{}"));

        var next = await _scripts.RunAsync(ScriptRuns.PerItem(Probe), TestScope.Of("{}"));

        Assert.Null(next.Failure);
        Assert.Equal(Clean.Trim(), next.Items[0].Json.Text());
    }

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task RunAsync_AfterALeakAttemptInTheSameMessage_SeesNothing(string source)
    {
        var results = await _scripts.RunAsync(
            [ScriptRuns.PerItem($"try {{ (() => {{ {source} }})() }} catch {{ }} return {{}}", "A"), ScriptRuns.PerItem(Probe, "B")],
            TestScope.Of("{}"), default);

        if (results[0].Failure is null)
        {
            Assert.Equal(Clean.Trim(), results[1].Items[0].Json.Text());
        }
    }

    [Theory]
    [MemberData(nameof(Leaks))]
    public async Task ResolveAsync_AfterALeakAttempt_SeesNothing(string source)
    {
        await _scripts.RunAsync(ScriptRuns.PerItem(source), TestScope.Of("{}"));

        var value = await _scripts.EvaluateAsync("={{ (() => { " + Probe + " })() }}", TestScope.Of("{}"));

        Assert.Equal(Clean.Trim(), value.Value.Text());
    }
}

/// <summary>One worker, so that whatever could leak meets the probe.</summary>
public sealed class OneWorker : IAsyncLifetime
{
    internal ProcessScripts Scripts { get; } = new(new() { Workers = 1 });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Scripts.DisposeAsync();
}
