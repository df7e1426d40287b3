using System.Text.Json;
using FlowForge.Web.Editor.Inspector.Schema;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Inspector;

public sealed class FieldConditionTests
{
    [Theory]
    [InlineData("set", """{}""", "only", false)]
    [InlineData("set", """{ "keep": "selected" }""", "only", true)]
    [InlineData("set", """{ "only": ["a"] }""", "only", true)]
    [InlineData("set", """{ "keep": "={{ $json.keep }}" }""", "only", true)]
    [InlineData("csv", """{ "operation": "read" }""", "quoteAll", false)]
    [InlineData("csv", """{ "operation": "write" }""", "quoteAll", true)]
    [InlineData("removeDuplicates", """{ "operation": "items" }""", "history", false)]
    [InlineData("removeDuplicates", """{ "operation": "seen", "by": "number" }""", "history", false)]
    [InlineData("removeDuplicates", """{ "operation": "seen" }""", "history", true)]
    [InlineData("dateTime", """{ "operation": "subtract" }""", "amount", true)]
    [InlineData("dateTime", """{ "operation": "format" }""", "amount", false)]
    [InlineData("sort", """{}""", "fields", true)]
    [InlineData("merge", """{ "mode": "append" }""", "on", false)]
    [InlineData("merge", """{ "mode": "key" }""", "on", true)]
    public void Counts_BesideTheOthers_IsWhatTheDescriptionSays(string kind, string parameters, string field, bool expected)
    {
        var properties = FieldSchema.Of(Drafts.Catalogue.Find(kind)!.Description.ParameterSchema).Properties;

        Assert.Equal(expected, FieldCondition.Counts(properties.Single(one => one.Name == field), properties, JsonElement.Parse(parameters)));
    }

    [Fact]
    public void Counts_OfEachExample_LeavesNothingOutThatIsSet() => Assert.All(Drafts.Catalogue.Kinds, kind =>
    {
        var properties = FieldSchema.Of(kind.Description.ParameterSchema).Properties;
        Assert.All(properties.Where(one => kind.Description.Example.TryGetProperty(one.Name, out _) || one.IsRequired), one => Assert.True(FieldCondition.Counts(one, properties, kind.Description.Example)));
    });

    [Theory]
    [InlineData("upload", "Upload: what is sent.", "What is sent.", true)]
    [InlineData("list", "Upload: what is sent.", "What is sent.", false)]
    [InlineData("list", "Upload and list: some.", "Some.", true)]
    [InlineData("get", "Upload: sent. Get: what it becomes.", "Upload: sent. Get: what it becomes.", true)]
    [InlineData("list", "Upload: sent. Get: what it becomes.", "Upload: sent. Get: what it becomes.", false)]
    [InlineData("list", "Where to: https://there.", "Where to: https://there.", true)]
    [InlineData("list", "Off: nothing.", "Off: nothing.", true)]
    public void Counts_WithChoicesNamedAlone_IsWhatTheDescriptionSays(string operation, string description, string help, bool expected)
    {
        var schema = FieldSchema.Of(JsonElement.Parse($$"""{ "type": "object", "properties": { "operation": { "enum": ["upload", "list", "get"] }, "it": { "type": "string", "description": "{{description}}" } } }"""));
        var field = schema.Properties[1];

        Assert.Equal(help, field.Description);
        Assert.Equal(expected, FieldCondition.Counts(field, schema.Properties, JsonElement.Parse($$"""{ "operation": "{{operation}}" }""")));
    }

    [Fact]
    public void Description_WithACondition_SaysTheRest() =>
        Assert.Equal("How many units.", FieldSchema.Of(Drafts.Catalogue.Find("dateTime")!.Description.ParameterSchema).Properties.Single(one => one.Name == "amount").Description);
}
