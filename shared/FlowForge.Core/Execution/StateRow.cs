using System.Text.Json;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>A live thing of a decider's state as numbers: the array <c>[index, iteration, values…]</c>.</summary>
/// <param name="Index">The node or scope.</param>
/// <param name="Iteration">Its iteration's path.</param>
/// <param name="Values">Counts and flags, whose places <see cref="StateRows"/> knows.</param>
public sealed record StateRow(int Index, string Iteration, IReadOnlyList<int> Values);

/// <summary>Live loops, iterations and repeat scopes, to rows and back.</summary>
internal static class StateRows
{
    public static StateRow Of((int Node, string Iteration) place, LiveLoop loop) => new(
        place.Node, place.Iteration,
        loop.RunsThrough
            ? [loop.Items, loop.BatchSize, loop.Concurrency, loop.Started, loop.Ended, 1]
            : [loop.Items, loop.BatchSize, loop.Concurrency, loop.Started, loop.Ended]);

    public static LiveLoop Loop(StateRow row) => new()
    {
        Items = row.Values[0],
        BatchSize = row.Values[1],
        Concurrency = row.Values[2],
        Started = row.Values[3],
        Ended = row.Values[4],
        RunsThrough = row.Values.Count > 5,
    };

    public static StateRow Of((int Scope, string Iteration) place, LiveIteration live) => new(
        place.Scope, place.Iteration, [live.Remaining, live.IsAlive ? 1 : 0, .. live.Counts, .. live.Open, .. live.Next ?? [], .. live.Came?.Select(came => came ? 1 : 0) ?? []]);

    public static LiveIteration Iteration(StateRow row, PlanOutline outline)
    {
        var scope = outline.Scopes[row.Index];
        var (values, edges, nodes) = (row.Values.ToArray(), scope.Edges.Length, scope.Nodes.Length);
        var next = 2 + edges + nodes;
        var came = next + (scope.Role == ScopeRole.Repeat ? edges : 0);
        return new()
        {
            Remaining = values[0],
            IsAlive = values[1] == 1,
            Counts = values[2..(2 + edges)],
            Open = values[(2 + edges)..next],
            Next = scope.Role == ScopeRole.Repeat ? values[next..came] : null,
            Came = values.Length > came ? Array.ConvertAll(values[came..], value => value == 1) : null,
        };
    }

    public static StateRow Of((int Scope, string Iteration) place, LiveRepeat repeat) => new(
        place.Scope, place.Iteration, [repeat.EntriesOpen, .. repeat.Deliveries.SelectMany(pair => new[] { pair.Key, pair.Value })]);

    public static LiveRepeat Repeat(StateRow row) => new()
    {
        EntriesOpen = row.Values[0],
        Deliveries = Enumerable.Range(0, (row.Values.Count - 1) / 2).ToDictionary(i => row.Values[1 + (2 * i)], i => row.Values[2 + (2 * i)]),
    };

    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<StateRow> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(row.Index);
            writer.WriteStringValue(row.Iteration);
            foreach (var value in row.Values)
            {
                writer.WriteNumberValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static IReadOnlyList<StateRow> Read(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(row =>
        new StateRow(row[0].GetInt32(), row[1].GetString()!, row.EnumerateArray().Skip(2).Select(value => value.GetInt32()).ToArray())).ToList();
}
