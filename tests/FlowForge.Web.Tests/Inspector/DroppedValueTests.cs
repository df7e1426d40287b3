using System.Text.Json;
using FlowForge.Web.Editor.Inspector.Schema;
using FlowForge.Web.Editor.Inspector.Values;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Inspector;

public sealed class DroppedValueTests
{
    [Theory]
    [InlineData("http", "url", null, "\"={{ $json.customer.name }}\"")]
    [InlineData("http", "url", "\"https://example.com/\"", "\"=https://example.com/{{ $json.customer.name }}\"")]
    [InlineData("http", "url", "\"={{ $json.a }}-\"", "\"={{ $json.a }}-{{ $json.customer.name }}\"")]
    [InlineData("http", "neverError", "true", "\"={{ $json.customer.name }}\"")]
    [InlineData("http", "method", "\"GET\"", "\"={{ $json.customer.name }}\"")]
    [InlineData("http", "headers", "{\"name\":\"x\"}", "{\"name\":\"x\",\"name2\":\"={{ $json.customer.name }}\"}")]
    [InlineData("removeDuplicates", "fields", "\"id, mail\"", "[\"id\",\"mail\",\"customer.name\"]")]
    [InlineData("removeDuplicates", "fields", "[\"customer.name\"]", "[\"customer.name\"]")]
    [InlineData("splitOut", "field", null, "[\"customer.name\"]")]
    [InlineData("csv", "field", "\"text\"", "\"customer.name\"")]
    [InlineData("code", "source", "\"return 1\"", null)]
    [InlineData("sort", "fields", "[]", null)]
    public void Of_AFieldOnAParameter_IsWhatThatParameterHolds(string kind, string name, string? value, string? expected)
    {
        var schema = FieldSchema.Of(Drafts.Catalogue.Find(kind)!.Description.ParameterSchema).Properties.Single(one => one.Name == name);

        var made = DroppedValue.Of(schema, value is null ? null : JsonElement.Parse(value), DroppedField.Of(["customer", "name"]));

        Assert.Equal(expected, made?.GetRawText());
    }

    [Fact]
    public void Of_APathWithListsAndOddNames_IsJavaScriptThatGivesIt()
    {
        var field = DroppedField.Of(["lines", "0", "unit price", "größe"]);

        Assert.Equal("$json.lines[0][\"unit price\"][\"größe\"]", field.Expression);
        Assert.Equal("lines[0].unit price.größe", field.Path);
        Assert.Equal(field, DroppedField.Read(field.Json()));
    }
}
