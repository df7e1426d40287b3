using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;

namespace FlowForge.Nodes.Tests.Files;

/// <summary>Files that are larger, deeper or wider than they may be.</summary>
public sealed class FileLimitTests
{
    [Fact]
    public async Task Csv_QuoteThatNeverCloses_IsStoppedAtTheSizeOfAnItem() =>
        await AssertFailsAsync("csv", "{}", "a\n\"" + new string('x', Limits.ItemBytes + 1), "limit.item");

    [Fact]
    public async Task Csv_RowLargerThanAnItem_FailsTheItem()
    {
        var half = new string('x', (Limits.ItemBytes / 2) + 1);

        await AssertFailsAsync("csv", "{}", $"a,b\n{half},{half}", "limit.item");
    }

    [Fact]
    public async Task Csv_RowWithTooManyColumns_FailsTheItem() =>
        await AssertFailsAsync("csv", "{}", "a\n" + new string(',', Limits.FileColumns), "file.tooLarge");

    [Fact]
    public async Task Csv_ItemsWithTooManyColumns_FailTheNode()
    {
        var wide = new StringBuilder("{").AppendJoin(',', Enumerable.Range(0, Limits.FileColumns + 1).Select(n => $"\"c{n}\":1")).Append('}');
        var bench = KindRuns.Bench("csv", """{ "operation": "write" }""").With("in", wide.ToString());

        Assert.Equal("file.tooLarge", ((NodeResult.Failed)await bench.RunAsync()).Failure.Code);
    }

    [Fact]
    public async Task Json_ElementLargerThanAnItem_FailsTheItem() =>
        await AssertFailsAsync("json", "{}", $"[1,\"{new string('x', Limits.ItemBytes)}\"]", "limit.item");

    [Fact]
    public async Task Json_ListOfManyMegabytes_IsReadElementByElement()
    {
        var list = new StringBuilder("[").AppendJoin(",\n", Enumerable.Range(0, 20_000).Select(n => $$"""{"n":{{n}},"x":"{{new string('x', 500)}}"}""")).Append(']');
        var bench = await BenchAsync("json", "{}", list.ToString());

        await bench.RunAsync();

        Assert.Equal(20_000, bench.Output["out"].Count);
        Assert.All(bench.Output["out"].Select((one, n) => one.Item.Json.GetProperty("n").GetInt32() == n), Assert.True);
    }

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "to": "a.b.c" }""")]
    public async Task Json_MillionBrackets_FailsTheItem(string parameters) => await AssertFailsAsync("json", parameters, new string('[', 1_000_000), "file.content");

    [Fact]
    public async Task Json_FileThatIsDeepByItsPlace_FailsTheItem() =>
        await AssertFailsAsync("json", """{ "to": "a.b.c.d" }""", new string('[', 62) + new string(']', 62), "limit.passed");

    [Theory]
    [InlineData("yaml")]
    [InlineData("text")]
    public async Task TextInMemory_LargerThanAnItem_FailsTheItem(string kind) => await AssertFailsAsync(kind, "{}", new string('x', Limits.ItemBytes + 1), "limit.item");

    [Fact]
    public async Task Yaml_AliasesThatGrow_AreStopped()
    {
        var laughs = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        foreach (var (name, before) in "bcdefghi".Zip("abcdefgh"))
        {
            laughs.Append($"{name}: &{name} [").AppendJoin(',', Enumerable.Repeat($"*{before}", 9)).Append("]\n");
        }

        Assert.InRange(laughs.Length, 1, 500);
        await AssertFailsAsync("yaml", "{}", laughs.ToString(), "limit.item");
    }

    [Fact]
    public async Task Yaml_DeepLists_FailTheItem() => await AssertFailsAsync("yaml", "{}", new string('[', 1_000), "file.content");

    [Fact]
    public async Task Yaml_HostileTexts_FailAndNeverThrow()
    {
        foreach (var text in (string[])["\0", "%YAML 9.9\n---\na", "- - - - -\n -", "\"\\ud800\"", "&", "*", "!", "|9\n x", "? ? ? ? a", "{a: b, c", "'", "%TAG ! x\n--- !a b", "\ufffe"])
        {
            var bench = await BenchAsync("yaml", "{}", text);

            Assert.Equal(NodeResult.Done, await bench.RunAsync());
        }
    }

    [Fact]
    public async Task Write_TextForAFieldLargerThanAnItem_FailsTheNode()
    {
        var item = $$"""{"a":"{{new string('x', Limits.ItemBytes / 2)}}"}""";
        var bench = KindRuns.Bench("csv", """{ "operation": "write", "to": "text" }""").With("in", item, item, item);

        Assert.Equal("file.tooLarge", ((NodeResult.Failed)await bench.RunAsync()).Failure.Code);
    }

    internal static async Task<NodeBench> BenchAsync(string kind, string parameters, string text)
    {
        var bench = KindRuns.Bench(kind, parameters);
        var file = (await bench.Binaries.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, null, default)).Value!;
        return bench.With("in", ItemList.Of([new Item(JsonElement.Parse("{}"), file.On(default, "data"))]));
    }

    private static async Task AssertFailsAsync(string kind, string parameters, string text, string code)
    {
        var bench = await BenchAsync(kind, parameters, text);

        Assert.Equal(NodeResult.Done, await bench.RunAsync());
        Assert.Equal(code, bench.ItemFailures.GetValueOrDefault(0)?.Code);
    }
}
