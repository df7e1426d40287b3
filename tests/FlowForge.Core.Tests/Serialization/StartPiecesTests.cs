using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>A body read in pieces is the body read as a whole.</summary>
public sealed class StartPiecesTests(ITestOutputHelper output)
{
    private const int Depth = Limits.Depth + 3;

    [Theory]
    [InlineData("""[{"json":{"a":1}},{"json":{"a":2},"binary":null},{"json":{"a":3},"binary":{"data":{}}}]""")]
    [InlineData("""[ {"json": {"b": 1.0, "2": 2, "1": -0}} , { "json" : { } } ]""")]
    [InlineData("""{"items":[{"json":{"a":1}},{"json":{"a":2}}],"trigger":"t","options":{"healing":"off"}}""")]
    [InlineData("""{"options":{"upTo":"x"},"items":[{"a":1},2,"three",null,[4],{"json":5,"more":6}]}""")]
    [InlineData("""{"items":[],"trigger":"\u0074"}""")]
    [InlineData("[]")]
    public void Read_APlainBody_IsReadInPieces(string body) => Assert.Equal(Whole(body), Pieces(body, 1));

    [Theory]
    [InlineData("""[{"json":1}]""")]
    [InlineData("""[{"json":{},"json":{}}]""")]
    [InlineData("""[{"json":{},"binary":7}]""")]
    [InlineData("""[{"json":{}},{"a":1}]""")]
    [InlineData("""[{"json":{"a":1e999}}]""")]
    [InlineData("""{"items":[{"json":{}}],"items":[]}""")]
    [InlineData("""{"items":[{"json":{}}],"other":1}""")]
    [InlineData("""{"items":[{"json":{}}],"trigger":7}""")]
    [InlineData("""{"items":{"json":{}}}""")]
    [InlineData("""{"trigger":"t"}""")]
    [InlineData("""[{"json":{}}] 7""")]
    [InlineData("""[{"json":{}}""")]
    [InlineData("7")]
    public void Read_AnythingElse_IsLeftToTheWhole(string body) => Assert.Null(Pieces(body, 1));

    [Fact]
    public void Read_RandomBodies_AreTheSameInPiecesAsWhole()
    {
        var seed = Seeds.First(output);
        var random = new Random(seed);
        var inPieces = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var body = Body(random);
            if (Pieces(body, random.Next(1, 60)) is { } pieces)
            {
                inPieces++;
                Assert.Equal(Whole(body), pieces);
            }
        }

        Assert.InRange(inPieces, 500, 2_000);
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefusedInBothWays()
    {
        var deep = $"[{{\"json\":{{\"a\":{new string('[', Depth)}{new string(']', Depth)}}}}}]";

        Assert.Null(Pieces(deep, 1));
        Assert.Equal("json.depth", StartBody.Read(Encoding.UTF8.GetBytes(deep), Depth).Failure?.Code);
    }

    [Fact]
    public void Read_ALargeBody_IsTheSameAsWhole()
    {
        var body = $"[{string.Join(',', Enumerable.Range(0, 20_000).Select(n => $$$"""{"json":{"n":{{{n}}},"text":"item {{{n}}}"}}"""))}]";

        var items = StartBody.Read(Encoding.UTF8.GetBytes(body), Depth).Value!.Items;

        Assert.Equal(Enumerable.Range(0, 20_000), items.Select(item => item.Json.GetProperty("n").GetInt32()));
        Assert.Equal(Whole(body), Text(StartBody.Read(Encoding.UTF8.GetBytes(body), Depth).Value!));
    }

    private static string? Pieces(string body, int pieceBytes) =>
        StartPieces.Read(Encoding.UTF8.GetBytes(body), Depth, pieceBytes) is { } read ? Text(read) : null;

    private static string? Whole(string body)
    {
        var json = JsJson.Normalize(Encoding.UTF8.GetBytes(body), Depth);
        return json.IsFailure || StartBody.Read(json.Value) is not { IsFailure: false } read ? null : Text(read.Value!);
    }

    private static string Text(StartBody body) =>
        $"{body.Trigger} {(body.Options.ValueKind == JsonValueKind.Undefined ? "" : body.Options.GetRawText())} {string.Join('\n', body.Items.Select(ItemText))}";

    private static string ItemText(Model.Item item) => item.Json.GetRawText() + (item.HasBinary ? item.Binary.GetRawText() : "");

    private static string Body(Random random)
    {
        var list = $"[{Space(random)}{string.Join(Space(random) + "," + Space(random), Enumerable.Range(0, random.Next(6)).Select(_ => Element(random)))}]";
        return random.Next(3) switch
        {
            0 => list,
            1 => $"{{\"items\":{list}{(random.Next(2) == 0 ? ",\"trigger\":\"t\"" : "")}{(random.Next(8) == 0 ? ",\"other\":1" : "")}}}",
            _ => $"{{ \"options\" : {{\"b\":1,\"a\":{Value(random, 2)}}}, \"items\" : {list} }}",
        };
    }

    private static string Element(Random random) => random.Next(12) switch
    {
        0 => Value(random, 2),
        1 => $"{{\"json\":{Value(random, 2)}}}",
        2 => $"{{\"json\":{Object(random, 2)},\"binary\":{Value(random, 1)}}}",
        _ => $"{{{Space(random)}\"json\":{Space(random)}{Object(random, 3)}}}",
    };

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => "null",
        1 => random.Next(-5, 5).ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 => "1.50",
        3 => "\"\\u00e4 ü\"",
        4 => "\"\\ud800\"",
        5 => random.Next(40) == 0 ? "1e400" : "true",
        6 => $"[{Value(random, depth - 1)},{Value(random, depth - 1)}]",
        _ => Object(random, depth - 1),
    };

    private static string Object(Random random, int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{"ab12"[random.Next(4)]}\":{Value(random, depth)}"))}}}";

    private static string Space(Random random) => random.Next(4) == 0 ? " \n" : "";
}
