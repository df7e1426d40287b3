using System.Text;
using FlowForge.Web.Client;
using FlowForge.Web.Editor.Inspector.Values;

namespace FlowForge.Web.Tests.Inspector;

public sealed class ShownValueTests
{
    [Fact]
    public void Read_AFailure_SaysWhyAndWhereWithoutTheRest()
    {
        var shown = Read("""{ "failure": { "code": "expression.failed", "message": "Parameter 'fields.a', expression {{ $json.x.y }} at 7: TypeError: no: x", "position": 7, "retryable": false } }""");

        Assert.Equal(new ShownValue.Failed("TypeError: no: x", 6), shown);
    }

    [Theory]
    [InlineData("""{ "value": "Ada", "type": "string" }""", "Ada", "text")]
    [InlineData("""{ "value": "", "type": "string" }""", "", "empty text")]
    [InlineData("""{ "value": null, "type": "null" }""", "null", "null")]
    [InlineData("""{ "value": { "a": [1] }, "type": "object" }""", """{"a":[1]}""", "object")]
    [InlineData("""{ "type": "array", "truncated": true, "bytes": 2048000, "start": "[1,2" }""", "[1,2…", "array, 2000 KB")]
    public void Read_AValue_IsItsTextAndType(string answer, string text, string type)
    {
        var given = Assert.IsType<ShownValue.Given>(Read(answer));

        Assert.Equal((text, type), (given.Text, given.Type));
    }

    [Fact]
    public void Read_ARefusal_IsSaid() =>
        Assert.Equal(new ShownValue.Unknown("No path."), ShownValue.Read(new ApiAnswer.Refused(new(422, "preview.unknownNode", "Nothing to preview", "No path.", []))));

    private static ShownValue Read(string answer) => ShownValue.Read(new ApiAnswer.Good(200, Encoding.UTF8.GetBytes(answer), null));
}
