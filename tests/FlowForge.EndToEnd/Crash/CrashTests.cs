using FlowForge.EndToEnd.Support;
using Xunit.Abstractions;

namespace FlowForge.EndToEnd.Crash;

/// <summary>
/// The promise from outside: under load the process is killed ten times at random, and every run ends as it would have without,
/// with no call made again for a result that was on record.
/// </summary>
public sealed class CrashTests(ITestOutputHelper log) : IAsyncLifetime
{
    // Of some 600 that are out at a time, so that each has its turn before its fifth life.
    private const int CallsOfALife = 250;
    private const int Kills = 10;
    private const int InFlight = 200;

    private HostProcess _host = null!;
    private CallServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await CallServer.StartAsync();
        _host = await HostProcess.StartAsync();
        foreach (var kind in LoadKind.All)
        {
            await _host.Client.SaveAsync(kind.Yaml);
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Serve_KilledTenTimesUnderLoad_EveryRunEndsAsItWouldHave()
    {
        var seed = Environment.TickCount;
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var load = new Load(_server.Url);
        var untouched = new Dictionary<string, List<string>>();
        foreach (var kind in LoadKind.All)
        {
            untouched[kind.Id] = await load.PlacesOfOneAsync(_host.Client, kind);
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            var killed = KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(300, 2_500)));
            await load.FillAsync(_host.Client, InFlight);
            await killed;
            await _host.StartAgainAsync();
        }

        await load.FinishStartsAsync(_host.Client);
        var faults = new List<string>();
        foreach (var run in load.Runs)
        {
            faults.AddRange(await new RunCheck(_host.Client, _server, run, untouched[run.Kind.Id]).FaultsAsync());
        }

        var repeated = _server.Calls.Count - _server.Effects;
        log.WriteLine($"{load.Runs.Count} runs, {_server.Calls.Count} calls, {repeated} of them repeated with their own key");
        Assert.True(faults.Count == 0, $"seed {seed}: {faults.Count} faults\n{string.Join('\n', faults.Take(20))}\n{_host.Output}");
        Assert.True(load.Runs.Count >= InFlight);
    }

    /// <summary>
    /// Kills the host after the delay, and on a busy machine a little later: a node that is out in five lives in a row, in which hardly anything was done,
    /// is held to be what kills its host, and rightly so.
    /// </summary>
    private async Task KillAfterAsync(TimeSpan delay)
    {
        var before = _server.Calls.Count;
        await Task.Delay(delay, TimeProvider.System);
        for (var waited = 0; waited < 300 && _server.Calls.Count - before < CallsOfALife; waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        log.WriteLine($"kill after {delay.TotalMilliseconds} ms, {_server.Calls.Count} calls so far");
        await _host.KillAsync();
    }
}
