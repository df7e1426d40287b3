using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Assistance;

namespace FlowForge.Core.Tests.Assistance;

public sealed class DataValueTests
{
    [Theory]
    [InlineData("""{"a":1}""", """["a"]""", "2", "1", """{"a":2}""")]
    [InlineData("""{"a":null}""", """["a"]""", "2", "null", """{"a":2}""")]
    [InlineData("""{"a":{}}""", """["a","b"]""", "null", null, """{"a":{"b":null}}""")]
    [InlineData("""{"lines":[{"price":"1O"}]}""", """["lines",0,"price"]""", "10", "\"1O\"", """{"lines":[{"price":10}]}""")]
    [InlineData("""{"name":"Jürgen & <Söhne>"}""", """["town"]""", "\"Köln\"", null, """{"name":"Jürgen & <Söhne>","town":"Köln"}""")]
    [InlineData("""{"b":1}""", """["2"]""", "1.50", null, """{"2":1.5,"b":1}""")]
    public void Put_AValue_IsInTheItem_AsItemsAreWritten(string item, string path, string value, string? before, string changed)
    {
        var put = DataValue.Put(JsonElement.Parse(item), [Value(path, value)]).Value!;

        Assert.Equal(changed, Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(put.Json)));
        Assert.Equal(before, put.Values[0].Before is { ValueKind: not JsonValueKind.Undefined } was ? was.GetRawText() : null);
    }

    [Theory]
    [InlineData("""["b","c"]""", "b.c")]
    [InlineData("""["a",1]""", "a[1]")]
    [InlineData("""["a","0"]""", "a.0")]
    [InlineData("""["a",-1]""", "a[-1]")]
    public void Put_WhereThereIsNoPlace_SaysWhere(string path, string place)
    {
        var failure = DataValue.Put(JsonElement.Parse("""{"a":[1]}"""), [Value(path, "1")]).Failure!;

        Assert.Equal("heal.path", failure.Code);
        Assert.Contains($"'{place}'", failure.Message, StringComparison.Ordinal);
    }

    private static DataValue Value(string path, string value) => new([.. JsonElement.Parse(path).EnumerateArray()], JsonElement.Parse(value));
}
