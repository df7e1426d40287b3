using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpKindTests
{
    [Theory]
    [InlineData("""{ }""", false)]
    [InlineData("""{ "method": "GET" }""", false)]
    [InlineData("""{ "method": " head " }""", false)]
    [InlineData("""{ "method": "POST" }""", true)]
    [InlineData("""{ "method": "OPTIONS" }""", true)]
    [InlineData("""{ "method": "={{ 'GET' }}" }""", true)]
    [InlineData("""{ "method": 1 }""", true)]
    public void HasEffect_Method_OnlyLiteralGetAndHeadHaveNone(string parameters, bool effect)
    {
        using var bench = new HttpBench(parameters);

        Assert.Equal(effect, bench.Kind.HasEffect(bench.Node));
    }

    [Theory]
    [InlineData("""{ "url": "https://example.com" }""", "")]
    [InlineData("""{ "auth": {} }""", "")]
    [InlineData("""{ "auth": null }""", "")]
    [InlineData("""{ "auth": { "type": "none", "credential": "old" } }""", "")]
    [InlineData("""{ "auth": { "credential": "shop" } }""", "")]
    [InlineData("""{ "auth": { "type": "bearer" } }""", "")]
    [InlineData("""{ "auth": { "credential": "={{ $json.id }}" } }""", "node.parameter auth error")]
    [InlineData("""{ "auth": { "credential": 7 } }""", "node.parameter auth error")]
    [InlineData("""{ "auth": "={{ $json.auth }}" }""", "node.parameter auth error")]
    [InlineData("""{ "pagination": { "type": "page", "stopWhenEmpty": false } }""", "node.parameter pagination.maxPages error")]
    [InlineData("""{ "pagination": { "type": "page", "stopWhenEmpty": false, "maxPages": 3 } }""", "")]
    [InlineData("""[]""", "")]
    public void Check_Parameters_TellsWhatTheSchemaCannot(string parameters, string expected)
    {
        using var bench = new HttpBench(parameters);

        var problems = bench.Kind.Check(bench.Node).Select(p => $"{p.Code} {p.Path} {(p.IsWarning ? "warning" : "error")}");

        Assert.Equal(expected, string.Join(", ", problems));
    }

    [Fact]
    public void Check_TwoCredentialSlots_SaysThatAuthMustChoose()
    {
        using var bench = new HttpBench("{}");
        var node = bench.Node with { Credentials = new Dictionary<string, string> { ["one"] = "shop", ["two"] = "bank" } };

        Assert.Equal("node.parameter", Assert.Single(bench.Kind.Check(node)).Code);
        Assert.Empty(bench.Kind.Check(node with { Parameters = JsonElement.Parse("""{ "auth": { "credential": "bank" } }""") }));
        Assert.Empty(bench.Kind.Check(node with { Credentials = new Dictionary<string, string> { ["one"] = "shop" } }));
    }

    [Fact]
    public void Description_EveryProperty_HasTitleAndDescription()
    {
        using var bench = new HttpBench("{}");

        AssertDescribed(bench.Kind.Description.ParameterSchema, "");
    }

    private static void AssertDescribed(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                Assert.True(property.Value.TryGetProperty("title", out _) && property.Value.TryGetProperty("description", out _), $"{path}{property.Name}");
                AssertDescribed(property.Value, $"{path}{property.Name}.");
            }
        }

        if (schema.TryGetProperty("oneOf", out var variants))
        {
            Assert.All(variants.EnumerateArray(), variant => AssertDescribed(variant, path));
        }
    }
}
