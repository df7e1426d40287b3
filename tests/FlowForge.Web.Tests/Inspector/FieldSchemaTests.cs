using System.Text.Json;
using FlowForge.Web.Editor.Inspector;
using FlowForge.Web.Editor.Inspector.Schema;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Inspector;

public sealed class FieldSchemaTests
{
    [Fact]
    public void Of_EachKind_FitsItsExample() => Assert.All(Drafts.Catalogue.Kinds, kind =>
    {
        var schema = FieldSchema.Of(kind.Description.ParameterSchema);
        Assert.Equal(schema.Properties.Count == 0 ? FieldKind.Map : FieldKind.Form, schema.Kind);
        Assert.All(kind.Description.Example.EnumerateObject(), property =>
        {
            var field = schema.Properties.Single(one => one.Name == property.Name);
            Assert.True(ExpressionText.Is(property.Value) || field.Fits(property.Value) || field.Variants.Any(variant => variant.Fits(property.Value)), $"{kind.Description.Kind}: {property.Name}");
        });
    });

    [Theory]
    [InlineData("code", "source", FieldKind.Code)]
    [InlineData("code", "mode", FieldKind.Choice)]
    [InlineData("http", "url", FieldKind.Text)]
    [InlineData("http", "headers", FieldKind.Map)]
    [InlineData("http", "pagination", FieldKind.Variants)]
    [InlineData("http", "batching", FieldKind.Form)]
    [InlineData("http", "neverError", FieldKind.Boolean)]
    [InlineData("http", "timeoutSeconds", FieldKind.Number)]
    [InlineData("http", "body", FieldKind.Any)]
    [InlineData("if", "conditions", FieldKind.List)]
    [InlineData("compare", "on", FieldKind.Names)]
    [InlineData("removeDuplicates", "fields", FieldKind.Names)]
    public void Kind_OfKnownParameters_IsTheFieldPeopleExpect(string kind, string name, FieldKind expected) =>
        Assert.Equal(expected, FieldSchema.Of(Drafts.Catalogue.Find(kind)!.Description.ParameterSchema).Properties.Single(property => property.Name == name).Kind);

    [Fact]
    public void Initial_OfEachVariant_FitsThatVariantAndNoOtherBefore()
    {
        var pagination = FieldSchema.Of(Drafts.Catalogue.Find("http")!.Description.ParameterSchema).Properties.Single(property => property.Name == "pagination");

        Assert.All(pagination.Variants, variant => Assert.Same(variant, pagination.Variants.First(one => one.Fits(variant.Initial()))));
    }

    [Theory]
    [InlineData("5", JsonValueKind.Number)]
    [InlineData("true", JsonValueKind.True)]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("[1, 2]", JsonValueKind.Array)]
    [InlineData("\"5\"", JsonValueKind.String)]
    [InlineData("hello", JsonValueKind.String)]
    [InlineData("5 apples", JsonValueKind.String)]
    [InlineData("", JsonValueKind.String)]
    public void Typed_WhatAPersonTypes_IsTheValueItReadsAs(string text, JsonValueKind kind)
    {
        var value = JsonEdit.Typed(text);

        Assert.Equal(kind, value.ValueKind);
        Assert.True(JsonElement.DeepEquals(value, JsonEdit.Typed(JsonEdit.Shown(value))));
    }

    [Fact]
    public void With_AProperty_KeepsTheOthersInTheirOrder()
    {
        var value = JsonElement.Parse("""{ "a": 1, "b": 2, "c": 3 }""");

        Assert.Equal("""{"a":1,"b":9,"c":3}""", JsonEdit.With(value, "b", JsonElement.Parse("9")).GetRawText());
        Assert.Equal("""{"a":1,"c":3}""", JsonEdit.With(value, "b", null).GetRawText());
        Assert.Equal("""{"a":1,"x":2,"c":3}""", JsonEdit.Renamed(value, "b", "x").GetRawText());
        Assert.Equal("""{"b":1}""", JsonEdit.With(null, "b", JsonElement.Parse("1")).GetRawText());
    }

    [Theory]
    [InlineData("\"abc\"", "=abc")]
    [InlineData("5", "={{ 5 }}")]
    [InlineData("{\"a\":[1]}", "={{ {\"a\":[1]} }}")]
    public void From_AValue_GivesItAsAnExpression(string json, string expression) =>
        Assert.Equal(expression, ExpressionText.From(JsonElement.Parse(json)).GetString());

    [Fact]
    public void Html_OfHelp_NeverHoldsMarkupOfItsOwn()
    {
        var html = HelpText.Html("A <script>x</script> **bold** `a<b`\n\n- one\n- two\n\nEnd");

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("<b>bold</b> <code>a&lt;b</code>", html, StringComparison.Ordinal);
        Assert.Contains("<ul class=\"my-1.5 list-disc pl-5\"><li class=\"my-0.5\">one</li><li class=\"my-0.5\">two</li></ul><p", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Dangers_OfAWebhooksProof_AreThatNoneLetsEveryoneIn()
    {
        var auth = FieldSchema.Of(Drafts.Catalogue.Find("trigger.webhook")!.Description.ParameterSchema).Properties.Single(one => one.Name == "auth");

        var danger = Assert.Single(auth.Properties.Single(one => one.Name == "type").Dangers);

        Assert.Equal("none", danger.Key);
        Assert.Contains("may call it", danger.Value);
    }
}
