using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class JsJsonTests
{
    [Theory]
    [InlineData("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"2\":2,\"1\":3,\"01\":4,\"-1\":5}", "{\"1\":3,\"2\":2,\"a\":1,\"01\":4,\"-1\":5}")]
    [InlineData("{\"4294967295\":1,\"4294967294\":2,\"10\":3,\"9\":4}", "{\"9\":4,\"10\":3,\"4294967294\":2,\"4294967295\":1}")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"a\":1,\"b\":2,\"\\u0061\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"1\":1,\"1\":2}", "{\"1\":2}")]
    [InlineData("[1.0,-0,1e2,-0.0,1E400000e]", null)]
    [InlineData("[1.0,-0,1e2,-0.0,0.10]", "[1,0,100,0,0.1]")]
    [InlineData("[12345678901234567890,9007199254740993,1e21,1e-7,0.000001]", "[12345678901234567000,9007199254740992,1e+21,1e-7,0.000001]")]
    [InlineData("[\"\\ud800\",\"a\\udc00b\",\"\\ud83d\\ude00\"]", "[\"\uFFFD\",\"a\uFFFDb\",\"\\ud83d\\ude00\"]")]
    [InlineData("{\"\\ud800\":1}", "{\"\uFFFD\":1}")]
    [InlineData(" { \"a\" : [ 1 , { } , [ ] , null ] }\n", "{\"a\":[1,{},[],null]}")]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("true", "true")]
    [InlineData("{\"__proto__\":1,\"constructor\":2}", "{\"__proto__\":1,\"constructor\":2}")]
    [InlineData("[-1e-400]", "[0]")]
    public void Normalize_Text_IsAsJavaScriptSeesIt(string text, string? expected)
    {
        var outcome = JsJson.Normalize(Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, outcome.IsFailure ? null : outcome.Value.GetRawText());
    }

    [Theory]
    [InlineData("[1e400]", "json.number")]
    [InlineData("{\"a\" : 1, \"b\" : -1e999}", "json.number")]
    [InlineData("{\"a\":}", "json.syntax")]
    [InlineData("", "json.syntax")]
    [InlineData("[1,]", "json.syntax")]
    [InlineData("[[[[1]]]]", "json.depth")]
    public void Normalize_RefusedText_IsAFailure(string text, string code) =>
        Assert.Equal(code, JsJson.Normalize(Encoding.UTF8.GetBytes(text), maxDepth: 3).Failure?.Code);

    [Fact]
    public void Normalize_DepthAtTheLimit_IsAccepted() =>
        Assert.False(JsJson.Normalize("[[[1]]]"u8.ToArray(), maxDepth: 3).IsFailure);

    [Fact]
    public void Normalize_InvalidUtf8_IsAFailure() =>
        Assert.Equal("json.encoding", JsJson.Normalize(new byte[] { (byte)'"', 0xFF, (byte)'"' }).Failure?.Code);

    [Fact]
    public void Normalize_ElementThatIsNormal_IsTheSameElement()
    {
        var element = JsonElement.Parse("{\"a\":[1,2.5,\"é\"]}");

        Assert.Equal(element.GetRawText(), JsJson.Normalize(element).GetRawText());
    }

    [Fact]
    public void Normalize_ElementWithOverflow_BecomesNullAsStringifyWrites() =>
        Assert.Equal("[null,1]", JsJson.Normalize(JsonElement.Parse("[1e400,1.0]")).GetRawText());

    [Fact]
    public void Normalize_LargeObjects_FindTheirDuplicates()
    {
        var keys = Enumerable.Range(0, 500).Select(i => $"\"k{i}\":{i}").ToArray();
        var clean = $"{{{string.Join(',', keys)}}}";
        var twice = $"{{{string.Join(',', keys)},\"k250\":-1}}";

        Assert.Equal(clean, JsJson.Normalize(Encoding.UTF8.GetBytes(clean)).Value.GetRawText());
        Assert.Equal(clean.Replace("\"k250\":250", "\"k250\":-1", StringComparison.Ordinal), JsJson.Normalize(Encoding.UTF8.GetBytes(twice)).Value.GetRawText());
    }

    [Fact]
    public void Normalize_RandomText_IsUnchangedByASecondPass()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 5_000; i++)
        {
            var text = RandomJson.Text(random, depth: 4);
            var first = JsJson.Normalize(Encoding.UTF8.GetBytes(text));
            Assert.False(first.IsFailure, $"seed {seed}: {text}");
            var once = first.Value.GetRawText();

            Assert.True(once == JsJson.Normalize(Encoding.UTF8.GetBytes(once)).Value.GetRawText(), $"seed {seed}: {text}");
            Assert.True(once == JsJson.Normalize(JsonElement.Parse(text)).GetRawText(), $"seed {seed}: {text}");
            Assert.True(once == Rewritten(once), $"seed {seed}: {text}");
        }
    }

    /// <summary>White space forces the long way, which must come to what the short one left alone.</summary>
    private static string Rewritten(string normal) => JsJson.Normalize(Encoding.UTF8.GetBytes($" {normal}")).Value.GetRawText();
}
