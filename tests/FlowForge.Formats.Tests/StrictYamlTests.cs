using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FlowForge.Formats.Tests;

public class StrictYamlTests
{
    [Theory]
    [InlineData("a: 1", "{\"a\":1}")]
    [InlineData("a: [1, -0, 1.50, 1e3, -2E-7]", "{\"a\":[1,-0,1.50,1e3,-2E-7]}")]
    [InlineData("a: [true, false, null, True, ~]\nb:", "{\"a\":[true,false,null,\"True\",\"~\"],\"b\":null}")]
    [InlineData("a: ['1', \"true\", '']", "{\"a\":[\"1\",\"true\",\"\"]}")]
    [InlineData("1: a\ntrue: b\nno: c", "{\"1\":\"a\",\"true\":\"b\",\"no\":\"c\"}")]
    [InlineData("\"<<\": 1", "{\"<<\":1}")]
    [InlineData("- - 1\n  - 2\n- {a: {b: []}}", "[[1,2],{\"a\":{\"b\":[]}}]")]
    [InlineData("a:\n- 1\n- b: 2\n  c: 3", "{\"a\":[1,{\"b\":2,\"c\":3}]}")]
    [InlineData("a: |\n  x\n   y\n\n", "{\"a\":\"x\\n y\\n\"}")]
    [InlineData("a: >-\n  x\n  y\n", "{\"a\":\"x y\"}")]
    [InlineData("---\na: 1\n...\n", "{\"a\":1}")]
    [InlineData("%YAML 1.2\n---\na: 1\n", "{\"a\":1}")]
    [InlineData("a: \"\\ud83d\\ude00\"", "{\"a\":\"\\uD83D\\uDE00\"}")]
    [InlineData("a: http://x/y?z=1#f", "{\"a\":\"http://x/y?z=1#f\"}")]
    [InlineData("{\"a\": [1, {\"b\": null}]}", "{\"a\":[1,{\"b\":null}]}")]
    [InlineData("text", "\"text\"")]
    [InlineData("a: b # remark\n# another\n", "{\"a\":\"b\"}")]
    public void Read_Text_IsTheJsonItStandsFor(string yaml, string json)
    {
        var reading = StrictYaml.Read(Encoding.UTF8.GetBytes(yaml));

        Assert.Null(reading.Problem);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), reading.Value) && reading.Value.GetRawText().Length == json.Length, reading.Value.GetRawText());
    }

    [Theory]
    [InlineData("a:\n  - &x 1", "yaml.anchor", 2, 5, "a[0]")]
    [InlineData("a: {b: *x}", "yaml.alias", 1, 8, "a.b")]
    [InlineData("a: !!int 1", "yaml.tag", 1, 4, "a")]
    [InlineData("a: ! x", "yaml.tag", 1, 4, "a")]
    [InlineData("!!map {a: 1}", "yaml.tag", 1, 1, "")]
    [InlineData("é: 1\né: 2", "yaml.duplicateKey", 2, 1, "['é']")]
    [InlineData(": 1", "yaml.key", 1, 1, "")]
    [InlineData("? {a: 1}\n: 1", "yaml.key", 1, 3, "")]
    [InlineData("a: 1\n---\nb: 2", "yaml.multipleDocuments", 2, 1, "")]
    public void Read_RefusedText_SaysCodeLineColumnAndPath(string yaml, string code, int line, int column, string path)
    {
        var problem = StrictYaml.Read(Encoding.UTF8.GetBytes(yaml)).Problem;

        Assert.NotNull(problem);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
        Assert.Equal(path, code is "yaml.duplicateKey" or "yaml.anchor" or "yaml.alias" or "yaml.tag" ? problem.Path : "");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: ")]
    [InlineData("\"")]
    [InlineData("'a'")]
    [InlineData("a,")]
    [InlineData("[a,")]
    [InlineData("&a ")]
    [InlineData("|\n")]
    [InlineData("%x\n")]
    [InlineData("---\n")]
    [InlineData(" ")]
    [InlineData("a\n\n")]
    [InlineData("#\n")]
    [InlineData("k: v\n")]
    [InlineData("{a: [")]
    [InlineData("- {a,")]
    public void Read_TheSameOverAndOver_TakesLinearTime(string part)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));
        var watch = Stopwatch.StartNew();

        StrictYaml.Read(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Read_RandomBytes_NeverThrows()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var parts = "a|b: |- |[|]|{|}|,|\n|  |\"|'|&x |*x|!t |# c|? |: ||\n|>\n|---|...|%YAML 1.2|\t|<<: |1|null|\\u|\\|é|\r\n|@|`|-|:".Split('|');
        for (var i = 0; i < 30_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => parts[random.Next(parts.Length)]));
            var thrown = Record.Exception(() => StrictYaml.Read(Encoding.UTF8.GetBytes(text)));

            Assert.True(thrown is null, $"seed {seed}: {JsonEncodedText.Encode(text)} {thrown}");
        }
    }
}
