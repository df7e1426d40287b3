using System.Text.Json;
using FlowForge.Web.Editor.Inspector.Schema;

namespace FlowForge.Web.Tests.Inspector;

/// <summary>A JSON Schema as rows: what rows say comes back as it was, and what they cannot say stays JSON.</summary>
public sealed class ShapeFieldsTests
{
    [Fact]
    public void Read_WhatRowsWrote_IsTheSameRows()
    {
        ShapeRow[] rows = [new("total", "number", "In euros.", true), new("tags", "array", "", false), new("paid", "boolean", "", true)];
        var schema = ShapeFields.Write(rows);

        Assert.Equal(rows, ShapeFields.Read(schema));
        Assert.Equal(["total", "paid"], schema!.Value.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Null(ShapeFields.Write([]));
    }

    [Theory]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "object" } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "string", "enum": ["x"] } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "array", "items": { "type": "number" } } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": "array" } } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": true } }""")]
    [InlineData("""{ "type": "object", "properties": { "a": { "type": ["string", "null"] } } }""")]
    [InlineData("""{ "type": "object", "properties": {}, "required": ["b"] }""")]
    [InlineData("""{ "type": "object", "additionalProperties": true }""")]
    [InlineData("""{ "type": "array", "items": {} }""")]
    [InlineData("""{ "$ref": "#/x" }""")]
    [InlineData("\"a text\"")]
    public void Read_MoreThanRowsCanSay_IsNull(string schema) => Assert.Null(ShapeFields.Read(JsonElement.Parse(schema)));

    [Fact]
    public void Read_Nothing_IsNoRows()
    {
        Assert.Empty(ShapeFields.Read(null)!);
        Assert.Empty(ShapeFields.Read(JsonElement.Parse("{}"))!);
    }
}
