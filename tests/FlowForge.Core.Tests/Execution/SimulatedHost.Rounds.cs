using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Execution;

namespace FlowForge.Core.Tests.Execution;

/// <content>Rounds of a loop inside one hand-out, in slices of any length.</content>
internal sealed partial class SimulatedHost
{
    /// <summary>Slices of rounds that ended before their loop did.</summary>
    public int Slices { get; private set; }

    private RunEvent.RanRounds Rounds(HandOut handOut, RunEvent.LoopBegan? began)
    {
        var commands = new List<RunCommand>();
        var inside = _decider.Enter(handOut, began, commands);
        var waiting = new List<HandOut>();
        TakeInside(commands, waiting);
        for (var left = _order.Next(1, 20); waiting.Count > 0 && left > 0; left--)
        {
            Check(waiting.Count <= (_plan.Outline.IsSequential ? 1 : _window), "more is out inside than the window lets");
            var at = _order.Next(waiting.Count);
            var next = waiting[at];
            waiting.RemoveAt(at);
            _decider.Apply(inside, Answer(next, isInside: true), commands);
            TakeInside(commands, waiting);
        }

        var (loop, path) = (handOut.First, handOut.Iteration.Path);
        var (rounds, live) = (LoopRounds.Of(inside), inside.Loops[(loop, path)]);
        if (live.Ended < live.Total)
        {
            Slices++;
            return new(handOut.Number, 1, loop, rounds, null);
        }

        var id = _plan.Nodes[loop].Node.Id;
        Check(rounds.Iterations.Count + rounds.Repeats.Count + rounds.Ready.Count + rounds.Timers.Count == 0, $"{id}[{path}] ends with something live");
        Settle(id, path, runs: true);
        var counts = Array.ConvertAll([.. _plan.Nodes[loop].OutputPorts], port => _outcome.Count(id, path, port));
        var end = new RunEvent.Advanced(handOut.Number, 1, loop, counts, true, ((long)handOut.Number << 20) + 1);
        return new(handOut.Number, 1, loop, new LoopRounds { Loops = [], Left = rounds.Left, Output = rounds.Output }, end);
    }

    private void TakeInside(List<RunCommand> commands, List<HandOut> waiting)
    {
        foreach (var command in commands)
        {
            switch (command)
            {
                case RunCommand.RunBranch run:
                    HandOuts.Add($"{_plan.Nodes[run.HandOut.First].Node.Id}[{run.HandOut.Iteration}]");
                    waiting.Add(run.HandOut);
                    break;
                case RunCommand.Skip skip:
                    skip.Nodes.ToList().ForEach(node => Settle(_plan.Nodes[node].Node.Id, skip.Iteration.Path, runs: false));
                    break;
                default:
                    Check(command is RunCommand.Forget or RunCommand.ArmTimer { IsRetry: true }, $"an unexpected {command} inside");
                    break;
            }
        }

        commands.Clear();
    }

    private static RunEvent Read(RunEvent happened)
    {
        using var kept = JsonDocument.Parse(Kept(happened, RunEventJson.Write));
        return RunEventJson.Read(kept.RootElement);
    }

    private static string Kept<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
