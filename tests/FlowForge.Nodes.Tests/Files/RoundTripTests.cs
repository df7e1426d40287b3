using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;

namespace FlowForge.Nodes.Tests.Files;

/// <summary>What a kind writes it reads again as it was, whatever stands in the items; seeds are printed.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Texts =
    [
        "", " ", "x", "a b", "no", "true", "null", "~", "010", "1", "-5", "+5", ".5", "1e5", "2024-01-31", "\n", "a\n", "a\n\nb", "  a\n b", "\n a", "a\n ", "\ta", "a\t",
        "a: b", "a #b", "- a", "? a", "[a]", "{a}", "a,b", "\"q\"", "'q'", "a\"b", "\\n", "%a", "@a", "`a", "&a", "*a", "!a", "|", ">", "<<", "=", "---", "...", "a\r\nb", "a\rb",
        "ü€日🙂", "\u0085", "\u2028x", "\u00a0", "x\u0007y", "\ufeffx", "a;b", "=1+1", "a\u001fb", "#", "a:", ":a", "key: |\n  x",
    ];

    [Theory]
    [InlineData("yaml", """{ "operation": "write" }""", "{}")]
    [InlineData("yaml", """{ "operation": "write", "mode": "perItem" }""", "{}")]
    [InlineData("json", """{ "operation": "write" }""", "{}")]
    [InlineData("json", """{ "operation": "write", "pretty": true, "encoding": "utf-16le", "bom": true }""", "{}")]
    [InlineData("json", """{ "operation": "write", "lines": true }""", """{ "lines": true }""")]
    public async Task Read_OfWhatWasWritten_GivesTheItems(string kind, string write, string read)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var items = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Object(random, 3).ToJsonString()).ToArray();

            await AssertSameAsync(kind, write, read, items, seed);
        }
    }

    [Theory]
    [InlineData("""{ "operation": "write" }""", """{ "includeEmpty": true }""")]
    [InlineData("""{ "operation": "write", "delimiter": ";", "quote": "'", "newLine": "crlf", "bom": true }""", """{ "includeEmpty": true, "delimiter": ";", "quote": "'" }""")]
    [InlineData("""{ "operation": "write", "quoteAll": true, "encoding": "utf-16be" }""", """{ "includeEmpty": true, "encoding": "utf-16be" }""")]
    public async Task ReadCsv_OfWhatWasWritten_GivesTheTexts(string write, string read)
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var items = Enumerable.Range(0, 1 + random.Next(4))
                .Select(_ => new JsonObject { ["first"] = "x", ["second"] = Texts[random.Next(Texts.Length)], ["third"] = Texts[random.Next(Texts.Length)] }.ToJsonString());

            await AssertSameAsync("csv", write, read, [.. items], seed);
        }
    }

    private static async Task AssertSameAsync(string kind, string write, string read, string[] items, int seed)
    {
        var writer = KindRuns.Bench(kind, write).With("in", items);
        Assert.Equal(NodeResult.Done, await writer.RunAsync());
        var reader = new NodeBench(KindRuns.Kind(kind), KindRuns.Node(kind, read)) { Binaries = writer.Binaries }
            .With("in", ItemList.Of([.. writer.Output["out"].Select(one => one.Item)]));
        Assert.Equal(NodeResult.Done, await reader.RunAsync());

        Assert.True(reader.ItemFailures.Count == 0, $"seed {seed}: {reader.ItemFailures.GetValueOrDefault(0)?.Message}");
        Assert.True(items.Select(Compact).SequenceEqual(reader.Texts("out")), $"seed {seed}: {string.Join('\n', items)} became {string.Join('\n', reader.Texts("out"))}");
    }

    private static string Compact(string json) => BenchJson.Compact(Core.Serialization.JsJson.Normalize(JsonElement.Parse(json)));

    private static JsonObject Object(Random random, int depth)
    {
        var made = new JsonObject();
        for (var count = random.Next(5); count > 0; count--)
        {
            made[Texts[random.Next(Texts.Length)] + (random.Next(2) == 0 ? "" : random.Next(9).ToString(CultureInfo.InvariantCulture))] = Value(random, depth - 1);
        }

        return made;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-1000, 1000),
        3 => Math.Round(random.NextDouble() * 1e6, 3) * (random.Next(2) == 0 ? 1 : 1e-12),
        4 or 5 => Texts[random.Next(Texts.Length)],
        6 => Object(random, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
    };
}
