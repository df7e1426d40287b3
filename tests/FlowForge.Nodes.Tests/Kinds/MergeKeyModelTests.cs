using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>The hash join against the obvious one with two loops.</summary>
public class MergeKeyModelTests
{
    private static readonly string[] KeyTexts = ["1", "\"1\"", "2", "true", "\"true\"", "null", "\"\"", "[1]", "{\"a\":1}"];

    [Theory]
    [InlineData("inner")]
    [InlineData("left")]
    [InlineData("right")]
    [InlineData("outer")]
    [InlineData("anti")]
    public async Task RunAsync_RandomItems_GivesWhatTheModelGives(string join)
    {
        var seed = Seeds.First();
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var loose = random.Next(2) == 0;
            var first = random.Next(3) == 0;
            var (left, right) = (Items(random, "l"), Items(random, "r"));
            var bench = KindRuns.Bench(
                    "merge",
                    $$"""{ "mode": "key", "on": "k", "join": "{{join}}", "loose": {{(loose ? "true" : "false")}}, "matches": "{{(first ? "first" : "all")}}" }""")
                .With("in1", new SmallPages(left, 7)).With("in2", new SmallPages(right, 5));

            await bench.RunAsync();

            var actual = bench.Output.GetValueOrDefault("out", []).Select(one => string.Join('+', one.Origins.Select(origin => $"{origin.Port}:{origin.Index}")));
            Assert.True(Model(left, right, join, loose, first).SequenceEqual(actual), $"Seed {seed}, round {round}.");
        }
    }

    private static List<Item> Items(Random random, string own) =>
        [.. Enumerable.Range(0, random.Next(30)).Select(n => new Item(JsonElement.Parse(
            random.Next(8) == 0 ? $$"""{"{{own}}":{{n}}}""" : $$"""{"k":{{KeyTexts[random.Next(KeyTexts.Length)]}},"{{own}}":{{n}}}""")))];

    private static List<string> Model(List<Item> left, List<Item> right, string join, bool loose, bool first)
    {
        List<string> matched = [];
        List<string> alone = [];
        var used = new HashSet<int>();
        for (var i = 0; i < left.Count; i++)
        {
            var matches = Enumerable.Range(0, right.Count).Where(j => Same(left[i], right[j], loose)).ToList();
            var taken = matches.Take(first ? 1 : int.MaxValue).ToList();
            used.UnionWith(taken);
            if (matches.Count == 0)
            {
                alone.Add($"0:{i}");
            }

            matched.AddRange(taken.Select(j => $"0:{i}+1:{j}"));
        }

        var rest = Enumerable.Range(0, right.Count).Where(j => !used.Contains(j)).Select(j => $"1:{j}");
        return
        [
            .. join == "anti" ? [] : matched,
            .. join is "left" or "outer" or "anti" ? alone : [],
            .. join is "right" or "outer" ? rest : [],
        ];
    }

    private static bool Same(Item one, Item other, bool loose)
    {
        if (!one.Json.TryGetProperty("k", out var a) || !other.Json.TryGetProperty("k", out var b)
            || a.ValueKind == JsonValueKind.Null || b.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        return JsonElement.DeepEquals(a, b) || (loose && a.ToString().Equals(b.ToString(), StringComparison.OrdinalIgnoreCase));
    }
}
