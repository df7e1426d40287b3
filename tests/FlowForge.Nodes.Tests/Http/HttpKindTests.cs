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
    [InlineData("""{ "auth": { "credential": "shop" } }""", "credential.unavailable auth warning")]
    [InlineData("""{ "auth": "={{ $json.auth }}" }""", "credential.unavailable auth warning")]
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
    public void Check_CredentialSlot_IsAWarning()
    {
        using var bench = new HttpBench("{}");
        var node = bench.Node with { Credentials = new Dictionary<string, string> { ["auth"] = "shop" } };

        var problem = Assert.Single(bench.Kind.Check(node));

        Assert.Equal(("credential.unavailable", true), (problem.Code, problem.IsWarning));
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
