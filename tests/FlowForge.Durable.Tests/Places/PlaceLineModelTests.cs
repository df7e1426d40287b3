using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Driven;
using FlowForge.Core.Starts;
using FlowForge.Durable.Places;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Places;

/// <summary>A line decides as the places of the one-process engine do when it hears each message once and in order.</summary>
public sealed class PlaceLineModelTests(ITestOutputHelper output)
{
    [Fact]
    public void Hear_RandomStartsAndEnds_SaysWhatTheOneProcessEngineDoes()
    {
        var first = Environment.GetEnvironmentVariable("FLOWFORGE_SEED") is { } wanted ? int.Parse(wanted) : Random.Shared.Next(1_000_000);
        output.WriteLine($"seeds from {first} on; set FLOWFORGE_SEED to repeat");
        for (var seed = first; seed < first + 300; seed++)
        {
            Live(new Random(seed), $"seed {seed}");
        }
    }

    private static void Live(Random random, string name)
    {
        var (rule, isMixed) = (new PlaceClaim("k", random.Next(1, 4), (WhenBusy)random.Next(3)), random.Next(3) == 0);
        var (places, text, runs) = (new Core.Starts.Places(), default(string), new List<Run>());
        for (var step = 0; step < 150; step++)
        {
            var expected = new List<string>();
            PlaceMessage message;
            if (random.Next(2) == 0)
            {
                var claim = isMixed ? rule with { WhenBusy = (WhenBusy)random.Next(3) } : rule;
                var run = new Run($"r{runs.Count}", places.Arrive(claim, null).Value!, places);
                runs.Add(run);
                places.DecideAsync(run.Seat, run);
                message = new PlaceMessage.Ask(run.Id, run.Seat.Ticket.Number, claim.Limit, claim.WhenBusy);
            }
            else if (runs.Where(run => !run.HasEnded).ToList() is { Count: > 0 } open)
            {
                var run = open[random.Next(open.Count)];
                message = run.HasBegun ? new PlaceMessage.Leave(run.Id) : new PlaceMessage.Withdraw(run.Id);
                run.End(run.HasBegun ? null : PlaceEnd.Withdrawn);
            }
            else
            {
                continue;
            }

            runs.ForEach(run => run.Settle(expected));
            var line = LineText.Read(text);
            var said = line.Hear(message).Select(LineText.Write).ToList();
            text = LineText.Write(line);

            Assert.True(expected.Order().SequenceEqual(said.Order()), $"{name}, step {step}, {message}: expected {string.Join(' ', expected)}, said {string.Join(' ', said)}");
        }
    }

    /// <summary>A run of the one-process engine: one that is cancelled before it begins ends at once.</summary>
    private sealed class Run(string id, Seat seat, Core.Starts.Places places) : ISeated
    {
        private readonly List<string> _said = [];
        private PlaceEnd? _why;

        public string Id => id;

        public Seat Seat => seat;

        public bool HasBegun { get; private set; }

        public bool HasEnded { get; private set; }

        public void Begin()
        {
            HasBegun = true;
            _said.Add($"begin,{id}");
        }

        public void Cancel(Failure why)
        {
            if (HasBegun)
            {
                _said.Add($"stop,{id}");
            }
            else
            {
                _why = why.Code == FailureCodes.ConcurrencySkipped ? PlaceEnd.Skipped : PlaceEnd.Replaced;
            }
        }

        public void End(PlaceEnd? why)
        {
            HasEnded = true;
            if (why is { } said)
            {
                _said.Add($"end,{id},{(int)said}");
            }

            places.Leave(seat);
        }

        /// <summary>What became of it goes into the step's list.</summary>
        public void Settle(List<string> expected)
        {
            if (_why is { } why && !HasEnded)
            {
                End(why);
            }

            expected.AddRange(_said);
            _said.Clear();
        }
    }
}
