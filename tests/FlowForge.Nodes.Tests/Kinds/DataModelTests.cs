using System.Text.Json;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>Kinds of data against the obvious way to do the same, on random items.</summary>
public class DataModelTests
{
    private const int Rounds = 60;

    [Fact]
    public Task Sort_RandomItems_GivesWhatTheModelGives() => RunAsync(async items =>
    {
        var (jsons, list) = items.Next();
        var (descending, ignoreCase) = (items.Coin, items.Coin);
        var bench = KindRuns.Bench(
            "sort", $$"""{ "fields": [{ "field": "a", "order": "{{(descending ? "desc" : "asc")}}" }, { "field": "n" }], "ignoreCase": {{Flag(ignoreCase)}} }""").With("in", list);

        await bench.RunAsync();

        if (jsons.TrueForAll(json => !json.TryGetProperty("a", out _)))
        {
            return bench.Output.Count == 0;
        }

        // Insertion sort, one comparison at a time.
        List<JsonElement> sorted = [];
        foreach (var json in jsons)
        {
            var at = sorted.Count;
            while (at > 0 && Compare(Text(sorted[at - 1]), Text(json), descending, ignoreCase) > 0)
            {
                at--;
            }

            sorted.Insert(at, json);
        }

        return sorted.Select(Index).SequenceEqual(Indices(bench, "out"));
        static string Text(JsonElement json) => RandomItems.Text(json, "a");
    });

    [Fact]
    public Task RemoveDuplicates_RandomItems_GivesWhatTheModelGives() => RunAsync(async items =>
    {
        var (jsons, list) = items.Next();
        var bench = KindRuns.Bench("removeDuplicates", """{ "compare": "except", "fields": "n" }""").With("in", list);

        await bench.RunAsync();

        var kept = jsons.Where((json, at) => !jsons.Take(at).Any(before => Same(before, json, "a") && Same(before, json, "b"))).Select(Index).ToArray();
        return kept.SequenceEqual(Indices(bench, "out")) && jsons.Select(Index).Except(kept).SequenceEqual(Indices(bench, "duplicates"));
    });

    [Fact]
    public Task Summarize_RandomItems_GivesWhatTheModelGives() => RunAsync(async items =>
    {
        var (jsons, list) = items.Next();
        var skips = items.Coin;
        var bench = KindRuns.Bench(
            "summarize",
            $$"""{ "fields": [{ "operation": "count", "field": "b", "as": "count" }, { "operation": "sum", "field": "n", "as": "sum" }], "by": "a", "missing": "ignore", "skipEmpty": {{Flag(skips)}} }""")
            .With("in", list);

        await bench.RunAsync();

        var groups = jsons.Where(json => !skips || RandomItems.Text(json, "a") is not ("-" or "null" or "\"\""))
            .GroupBy(json => RandomItems.Text(json, "a") is var text && text == "-" ? "null" : text)
            .Select(group => $"{{\"count\":{group.Count(json => RandomItems.Text(json, "b") is not ("-" or "null" or "\"\""))},\"sum\":{group.Sum(Index)},\"a\":{group.Key}}}");
        return groups.SequenceEqual(bench.Texts("out"));
    });

    [Fact]
    public Task Compare_RandomItems_GivesWhatTheModelGives() => RunAsync(async items =>
    {
        var ((left, a), (right, b)) = (items.Next(), items.Next());
        var all = items.Coin;
        var bench = KindRuns.Bench("compare", $$"""{ "on": "a", "skip": "n", "output": "a", "matches": "{{(all ? "all" : "first")}}" }""").With("a", a).With("b", b);

        await bench.RunAsync();

        if (!left.Exists(json => json.TryGetProperty("a", out _)) || !right.Exists(json => json.TryGetProperty("a", out _)))
        {
            return bench.Output.Count == 0;
        }

        List<string> expected = [];
        HashSet<int> used = [];
        foreach (var one in left)
        {
            var partners = right.Where(other => RandomItems.Text(one, "a") is not ("-" or "null") && Same(one, other, "a")).Take(all ? int.MaxValue : 1).ToList();
            used.UnionWith(partners.Select(Index));
            expected.AddRange(partners.Count == 0
                ? [$"aOnly 0:{Index(one)}"]
                : partners.Select(other => $"{(Same(one, other, "b") ? "same" : "different")} 0:{Index(one)}+1:{Index(other)}"));
        }

        expected.AddRange(right.Where(other => !used.Contains(Index(other))).Select(other => $"bOnly 1:{Index(other)}"));
        var actual = bench.Output.SelectMany(port => port.Value.Select(one => $"{port.Key} {string.Join('+', one.Origins.Select(origin => $"{origin.Port}:{origin.Index}"))}"));
        return expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal));
    });

    private static async Task RunAsync(Func<RandomItems, Task<bool>> holds)
    {
        var seed = Seeds.First();
        for (var round = 0; round < Rounds; round++)
        {
            Assert.True(await holds(new RandomItems(seed + round)), $"Seed {seed + round}.");
        }
    }

    private static int Compare(string one, string other, bool descending, bool ignoreCase)
    {
        var (first, second) = (Rank(one), Rank(other));
        if (first != second)
        {
            return descending ? second - first : first - second;
        }

        var by = first switch
        {
            0 => Number(one).CompareTo(Number(other)),
            1 when ignoreCase => string.CompareOrdinal(one.ToLowerInvariant().Trim('"'), other.ToLowerInvariant().Trim('"')),
            4 => 0,
            _ => string.CompareOrdinal(one.Trim('"'), other.Trim('"')),
        };
        return descending ? -by : by;
    }

    private static int Rank(string text) => text[0] switch
    {
        '"' => 1,
        't' or 'f' => 2,
        '[' or '{' => 3,
        '-' => 4,
        _ => 0,
    };

    private static double Number(string text) => text == "null" ? 0 : double.Parse(text);

    private static bool Same(JsonElement one, JsonElement other, string name) => RandomItems.Text(one, name) == RandomItems.Text(other, name);

    private static int Index(JsonElement json) => json.GetProperty("n").GetInt32();

    private static IEnumerable<int> Indices(NodeBench bench, string port) => bench.Output.GetValueOrDefault(port, []).Select(one => Index(one.Item.Json));

    private static string Flag(bool value) => value ? "true" : "false";
}
