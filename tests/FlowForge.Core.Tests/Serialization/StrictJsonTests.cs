using System.Text;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Planning;

namespace FlowForge.Core.Tests.Serialization;

public class StrictJsonTests
{
    [Theory]
    [InlineData("{ \"a\": 1, // x\n}", "json.comment", 1, 11)]
    [InlineData("/* x */ {}", "json.comment", 1, 1)]
    [InlineData("{}\n // x", "json.comment", 2, 2)]
    [InlineData("{\"a\":1,\n}", "json.trailingComma", 2, 1)]
    [InlineData("[1, ]", "json.trailingComma", 1, 5)]
    [InlineData("{\"a\":1,\n \"a\":2}", "json.duplicateKey", 2, 2)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "json.duplicateKey", 1, 8)]
    [InlineData("[\n  1e400]", "json.number", 2, 3)]
    [InlineData("[-1e999]", "json.number", 1, 2)]
    [InlineData("[\"ab\\ud800\"]", "json.surrogate", 1, 5)]
    [InlineData("[\"\\udc00\\ud800\"]", "json.surrogate", 1, 3)]
    [InlineData("{\"\\ud800x\":1}", "json.surrogate", 1, 3)]
    [InlineData("{} x", "json.trailing", 1, 4)]
    [InlineData("1 2", "json.trailing", 1, 3)]
    [InlineData("{}{}", "json.trailing", 1, 3)]
    [InlineData("", "json.empty", 1, 1)]
    [InlineData(" \n ", "json.empty", 2, 2)]
    [InlineData("{", "json.syntax", 1, 2)]
    [InlineData("{\"é\": x}", "json.syntax", 1, 7)]
    [InlineData("{'a':1}", "json.syntax", 1, 2)]
    [InlineData("[NaN]", "json.syntax", 1, 2)]
    [InlineData("[01]", "json.syntax", 1, 3)]
    [InlineData("[\"a\tb\"]", "json.syntax", 1, 4)]
    public void Read_RefusedText_SaysCodeLineAndColumn(string text, string code, int line, int column)
    {
        var problem = StrictJson.Read(Encoding.UTF8.GetBytes(text)).Problem;

        Assert.NotNull(problem);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
        Assert.DoesNotContain('\n', problem.Message);
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DuplicateKeyInside_SaysThePath() =>
        Assert.Equal("graph.nodes[1].x", StrictJson.Read("{\"graph\":{\"nodes\":[1,{\"x\":1,\"x\":2}]}}"u8.ToArray()).Problem!.Path);

    [Fact]
    public void Read_SameKeyInDifferentObjects_IsAccepted() =>
        Assert.Null(StrictJson.Read("[{\"a\":1},{\"a\":1,\"b\":{\"a\":1}}]"u8.ToArray()).Problem);

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() =>
        Assert.Equal("[1]", StrictJson.Read(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'[', (byte)'1', (byte)']' }).Value.GetRawText());

    [Fact]
    public void Read_InvalidUtf8_SaysWhere()
    {
        var problem = StrictJson.Read(new byte[] { (byte)'[', (byte)'\n', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)']' }).Problem!;

        Assert.Equal(("json.encoding", 2, 2), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public void Read_SurrogatePairAsEscapes_IsAccepted() =>
        Assert.Equal("😀", StrictJson.Read("\"\\ud83d\\ude00\""u8.ToArray()).Value.GetString());

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void Read_Depth_IsRefusedPastTheLimit(int depth, bool refused)
    {
        var text = new string('[', depth) + new string(']', depth);

        Assert.Equal(refused, StrictJson.Read(Encoding.UTF8.GetBytes(text)).IsRefused);
    }

    [Fact]
    public void Read_MillionBrackets_AreRefusedAtOnce()
    {
        var text = new byte[1_000_000];
        Array.Fill(text, (byte)'[');

        var times = Enumerable.Range(0, 5).Select(_ => ThreadTime.Of(() => Assert.Equal("json.depth", StrictJson.Read(text).Problem?.Code)).TotalMilliseconds).ToArray();

        Assert.True(times.Min() < 50, $"{string.Join(", ", times)} ms");
    }

    [Fact]
    public void Read_TooManyBytes_IsRefusedByTheLimitGiven()
    {
        Assert.Equal("json.tooLarge", StrictJson.Read("[1,2,3]"u8.ToArray(), maxBytes: 6).Problem!.Code);
        Assert.Null(StrictJson.Read("[1,2,3]"u8.ToArray(), maxBytes: 7).Problem);
    }

    [Fact]
    public void Read_LargeObjectThenManySmallOnes_TakesLinearTime()
    {
        var keys = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":1"));
        var text = Encoding.UTF8.GetBytes($"[{{{keys}}},{string.Join(",", Enumerable.Repeat("{\"a\":1}", 100_000))}]");

        var took = ThreadTime.Of(() => Assert.Null(StrictJson.Read(text).Problem));
        Assert.True(took < TimeSpan.FromSeconds(5), $"{took}");
    }
}
