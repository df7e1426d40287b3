using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Starts;

/// <summary>Random arrivals, records, ends and restarts, with rules that are held at each step.</summary>
public sealed class PlacesModelTests(ITestOutputHelper output)
{
    [Fact]
    public void Places_RandomInterleavings_HoldTheirRules()
    {
        var seed = Seeds.First(output);
        for (var i = 0; i < 200; i++, seed++)
        {
            Live(new Random(seed), $"seed {seed}");
        }
    }

    private static void Live(Random random, string name)
    {
        var rules = Enumerable.Range(0, 3).Select(key => new PlaceClaim($"k{key}", random.Next(1, 3), (WhenBusy)random.Next(3))).ToArray();
        var places = new Places();
        var runs = new List<Run>();
        for (var step = 0; step < 120; step++)
        {
            switch (random.Next(8))
            {
                case < 3:
                    var second = random.Next(3) == 0 ? rules[2] : null;
                    runs.Add(new(places.Arrive(rules[random.Next(2)], second).Value!));
                    break;
                case < 5 when Pick(random, runs, run => !run.IsRecorded && !run.HasEnded) is { } run:
                    run.IsRecorded = true;
                    run.Decided = places.DecideAsync(run.Seat, run);
                    break;
                case < 7 when Pick(random, runs, run => !run.HasEnded && (run.HasBegun || run.IsCancelled || !run.IsRecorded)) is { } run:
                    run.HasEnded = true;
                    places.Leave(run.Seat);
                    break;
                case 7 when random.Next(4) == 0:
                    places = Restart(runs);
                    break;
            }

            Check(runs, rules, name);
        }

        // Whoever is recorded and neither gave way nor was replaced gets its turn in the end.
        foreach (var run in runs.Where(run => !run.IsRecorded && !run.HasEnded).ToList())
        {
            run.HasEnded = true;
            places.Leave(run.Seat);
        }

        while (Pick(random, runs, run => !run.HasEnded && (run.HasBegun || run.IsCancelled)) is { } run)
        {
            run.HasEnded = true;
            places.Leave(run.Seat);
            Check(runs, rules, name);
        }

        Assert.True(runs.TrueForAll(run => run.HasEnded), name);
        Assert.Equal(0, places.Waiting);
    }

    private static Places Restart(List<Run> runs)
    {
        // What was not recorded is forgotten, as its caller was never answered.
        runs.RemoveAll(run => !run.IsRecorded);
        var places = new Places();
        var open = runs.Where(run => !run.HasEnded).ToList();

        // A cancel that was not recorded is forgotten too.
        open.ForEach(run => run.Forget());
        places.Restore(
            open.Select(run => (run.Seat.Ticket, (ISeated)run, run.HasBegun)).Reverse().ToList(),
            static (run, seat) => ((Run)run).Seat = seat,
            static () => { });
        open.ForEach(run => run.Decided = run.Seat.Decided.Task);
        return places;
    }

    private static void Check(List<Run> runs, PlaceClaim[] rules, string name)
    {
        foreach (var rule in rules)
        {
            var line = runs.Where(run => run.Seat.Ticket.Claims.Contains(rule)).OrderBy(run => run.Seat.Ticket.Number).ToList();
            var holders = line.Where(run => run.HasBegun && !run.HasEnded).ToList();
            Assert.True(holders.Count <= rule.Limit, $"{name}: {holders.Count} hold {rule}");
            if (rule.WhenBusy == WhenBusy.Queue)
            {
                Assert.True(line.TrueForAll(run => run.Why?.Code != FailureCodes.ConcurrencyReplaced || run.Seat.Ticket.Second is not null), name);
            }

            // Nobody overtakes: one that waits for this key alone has nobody behind it that began later and needs this key alone.
            var waiting = line.Find(run => run is { IsWaiting: true, IsBack: false } && run.Seat.Ticket.Second is null);
            if (waiting is not null)
            {
                Assert.DoesNotContain(line, run => run.HasBegun && !run.HasEnded && run.Seat.Ticket.Number > waiting.Seat.Ticket.Number && run.Seat.Ticket.Second is null);
            }
        }
    }

    private static Run? Pick(Random random, List<Run> runs, Func<Run, bool> fits) =>
        runs.Where(fits).ToList() is { Count: > 0 } some ? some[random.Next(some.Count)] : null;

    private sealed class Run(Seat seat) : ISeated
    {
        public Seat Seat { get; set; } = seat;

        public bool IsRecorded { get; set; }

        public bool HasBegun { get; private set; }

        public bool HasEnded { get; set; }

        public Failure? Why { get; private set; }

        public bool IsCancelled => Why is not null;

        public Task<SeatState>? Decided { get; set; }

        public bool IsWaiting => IsRecorded && !HasBegun && !IsCancelled && !HasEnded && Decided is { IsCompleted: true };

        public void Begin()
        {
            Assert.False(HasBegun || HasEnded || IsCancelled);
            HasBegun = true;
        }

        public void Cancel(Failure why) => Why ??= why;

        /// <summary>Whether a crash brought it back, though it had given way: those behind it may have begun meanwhile.</summary>
        public bool IsBack { get; private set; }

        public void Forget() => (IsBack, Why) = (IsBack || Why is not null, null);
    }
}
