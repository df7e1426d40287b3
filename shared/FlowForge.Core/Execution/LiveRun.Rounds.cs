using System.Text.Json;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <content>What a loop whose rounds run inside one hand-out reads and records.</content>
internal sealed partial class LiveRun
{
    // A hand-out has 2^20 sequences; at half of them it makes room for what its last round may still need.
    private const int ManyPositions = 1 << 19;

    // Skips of hand-outs that are out, by their first node: who goes through a loop's rounds again must not record them twice.
    private readonly Dictionary<int, HashSet<(int Node, string Iteration)>> _skipped = [];

    /// <summary>How a loop began; null when it has not.</summary>
    public LoopSize? FindLoop(int node, string iteration)
    {
        lock (_gate)
        {
            return _results.FindLoop(node, iteration);
        }
    }

    /// <summary>Whether the sequences of this hand-out run out, so that it is to be handed out again under another number.</summary>
    public bool HasManyPositions(int handOut)
    {
        lock (_gate)
        {
            return _positions.GetValueOrDefault(handOut) > ManyPositions;
        }
    }

    /// <summary>Records that nodes of a round are skipped, unless an earlier life of the hand-out has.</summary>
    public void SkipInside(int handOut, RunCommand.Skip skip)
    {
        lock (_gate)
        {
            if (NoteSkip(handOut, skip.Nodes[0], skip.Iteration.Path))
            {
                var ids = skip.Nodes.Select(node => Planned.Plan.Nodes[node].Node.Id).ToList();
                _journal.Append(new SkippedEntry(NextSequences(handOut, ids.Count), ids, skip.Iteration, Clock.GetUtcNow(), Facts.Revision));
            }
        }
    }

    /// <summary>Records that a loop whose rounds end here, and all that has begun in them, is cancelled.</summary>
    public void CancelRounds(int loop, string iteration)
    {
        lock (_gate)
        {
            foreach (var (place, open) in _results.OpenInside(loop, iteration))
            {
                Cancel(place.Node, place.Iteration, open, open.IngressSequence + 1);
            }
        }
    }

    private bool NoteSkip(int handOut, int node, string iteration) =>
        (_skipped.TryGetValue(handOut, out var known) ? known : _skipped[handOut] = []).Add((node, iteration));

    private void ReplaySkip(SkippedEntry skipped)
    {
        var handOut = (int)(skipped.Sequence >> 20);
        if (_state.Out.ContainsKey(handOut))
        {
            Used(handOut, skipped.LastSequence);
            NoteSkip(handOut, Planned.NodeIndex[skipped.NodeIds[0]], skipped.Iteration.Path);
        }
    }

    /// <summary>Positions stay even, so that an ingress always has one and its egress the next.</summary>
    private long NextSequences(int handOut, int count)
    {
        var position = _positions.GetValueOrDefault(handOut);
        _positions[handOut] = position + ((count + 1) / 2 * 2);
        return First(handOut) + position;
    }

    private void WriteRounds(Utf8JsonWriter writer)
    {
        Rows(writer, "begunLoops", _results.Loops, row => WriteRow(writer, row.Key.Node, row.Key.Iteration, row.Value.Items, row.Value.BatchSize, row.Value.Concurrency));
        Rows(writer, "skipped", _skipped.SelectMany(pair => pair.Value.Select(place => (pair.Key, place.Node, place.Iteration))),
            row => WriteRow(writer, row.Node, row.Iteration, row.Key));
    }

    private void RestoreRounds(JsonElement snapshot)
    {
        if (!snapshot.TryGetProperty("begunLoops", out var loops))
        {
            // Written before rounds ran inside hand-outs.
            return;
        }

        foreach (var row in loops.EnumerateArray())
        {
            _results.BeginLoop(row[0].GetInt32(), row[1].GetString()!, new(row[2].GetInt32(), row[3].GetInt32(), row[4].GetInt32()));
        }

        foreach (var row in snapshot.GetProperty("skipped").EnumerateArray())
        {
            NoteSkip(row[2].GetInt32(), row[0].GetInt32(), row[1].GetString()!);
        }
    }

    private static void WriteRow(Utf8JsonWriter writer, int node, string iteration, params ReadOnlySpan<int> values)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(node);
        writer.WriteStringValue(iteration);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
