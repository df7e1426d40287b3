using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Simulation.Audits;
using FlowForge.Simulation.Faults;
using FlowForge.Simulation.Hosts;
using FlowForge.Simulation.Scenes;
using FlowForge.Simulation.Scheduling;

namespace FlowForge.Simulation;

/// <summary>Everything there is in one simulation: hosts one after another, what survives them, those outside, and who watches over it all.</summary>
internal sealed class World
{
    private static readonly TimeSpan End = TimeSpan.FromMinutes(20);
    private readonly Random _random;
    private readonly bool _isCalm;
    private TaskCompletionSource<Host> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    public World(Shape shape, bool isCalm = false)
    {
        (Shape, _isCalm) = (shape, isCalm);
        _random = new(FaultPlan.HashCode(shape.Seed, 1));
        Turns = new(new(FaultPlan.HashCode(shape.Seed, 2)));
        Faults = new(isCalm ? shape with { MostFaults = 0 } : shape);
        Disk = new(this);
        Audit = new(this);
        Outside = new(this);
        Drawn = new(_random);
        Scenes = Casting.Draw(this, _random);
        foreach (var workflow in Scenes.SelectMany(scene => scene.Workflows))
        {
            Documents.Add(workflow);
        }
    }

    public Shape Shape { get; }

    public Turns Turns { get; }

    public FaultPlan Faults { get; }

    public Disk Disk { get; }

    public Audit Audit { get; }

    public Outside Outside { get; }

    public Documents Documents { get; } = new();

    public DrawnSizes Drawn { get; }

    public IReadOnlyList<Scene> Scenes { get; }

    public IIdSource Ids { get; } = new CountedIds();

    /// <summary>How far the wall clocks have been set ahead.</summary>
    public TimeSpan Skew { get; private set; }

    /// <summary>Hosts so far.</summary>
    public int Hosts { get; private set; }

    public IReadOnlyList<PublishedWorkflow> Published => [.. Scenes.SelectMany(scene => scene.Published).Select(workflow => new PublishedWorkflow(workflow, workflow.Id))];

    /// <summary>Runs it to its end; called from a thread that is not the pool's.</summary>
    public World Run()
    {
        Turns.Run(LiveAsync);
        if (Turns.Broken is { } broken)
        {
            Audit.Wrong(broken + Audit.Standing());
        }

        return this;
    }

    /// <summary>A host that is up.</summary>
    public async Task<Host> HostAsync()
    {
        while (true)
        {
            if (await _up.Task is { IsDead: false } host)
            {
                return host;
            }

            await Turns.PauseAsync(null, "nobody", TimeSpan.FromSeconds(1));
        }
    }

    private async Task LiveAsync()
    {
        var hosts = LiveHostsAsync();
        _ = hosts.ContinueWith(broken => Turns.Break($"The hosts broke: {broken.Exception}"), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        Turns.In(End, null, "the end", () => Turns.Break($"After {End} the world is not over."));
        await Task.WhenAll(Scenes.Select(scene => scene.PlayAsync()));
        var last = await Audit.AtRestAsync();
        _isOver = true;
        await last.StopAsync();
        await hosts;
        Audit.AtTheEnd();
    }

    private async Task LiveHostsAsync()
    {
        while (!_isOver)
        {
            var host = new Host(this, ++Hosts);
            Foresee(host);
            if (await host.BeginAsync() && !host.IsDead)
            {
                _up.SetResult(host);
                await host.Died;
                _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            await Turns.PauseAsync(null, "down", TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>What is to become of a host, whatever it does: it dies, is stopped in good order, stands still, or has its clock set.</summary>
    private void Foresee(Host host)
    {
        if (_isCalm)
        {
            return;
        }

        if (Faults.DrawLife() is { } life)
        {
            Turns.In(life.After, host, "fate", () =>
            {
                if (!Faults.Happens(Turns.Now, life.Fault))
                {
                    return;
                }

                if (life.Fault == Fault.StandsStill)
                {
                    host.StandStill(life.After * 2);
                }
                else if (life.After.Milliseconds % 3 == 0)
                {
                    _ = host.StopAsync();
                }
                else
                {
                    host.Kill();
                }
            });
        }

        if (_random.Next(4) == 0)
        {
            var (after, step) = (TimeSpan.FromMilliseconds(_random.Next(8_000)), TimeSpan.FromSeconds(_random.Next(-40, 41)));
            Turns.In(after, host, "clock", () => Skew += Turns.Now < Faults.Until && Faults.Count < Shape.MostFaults ? step : TimeSpan.Zero);
        }
    }

    private sealed class CountedIds : IIdSource
    {
        private int _next;

        public string NewRunId() => (++_next).ToString("D26");

        public string NewToken() => $"token{++_next}";
    }
}

/// <summary>Sizes of a host that a world draws.</summary>
internal sealed class DrawnSizes(Random random)
{
    public int RunWindow { get; } = Of(random, 1, 2, 8);

    public int HostWindow { get; } = Of(random, 1, 3, 64);

    public int SliceRuns { get; } = Of(random, 1, 3, 500);

    public int SnapshotEvery { get; } = Of(random, 1, 2, 50);

    private static int Of(Random random, params ReadOnlySpan<int> sizes) => sizes[random.Next(sizes.Length)];
}
