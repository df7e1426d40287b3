using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public partial class DescriptionTests
{
    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "properties", "required", "additionalProperties", "items", "minimum", "maximum", "minItems", "maxItems",
        "minLength", "maxLength", "pattern", "default", "description", "title", "oneOf", "anyOf", "x-literal", "x-new", "x-danger",
    ];

    public static TheoryData<string> Kinds() => [.. BenchKinds.All.Kinds.Select(kind => kind.Description.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Description_OfAKind_SaysAllThatPeopleSee(string name)
    {
        var said = KindRuns.Kind(name).Description;

        Assert.Matches(KindName(), said.Kind);
        Assert.Matches(IconName(), said.Icon);
        Assert.All([said.Title, said.Summary, said.Help], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.EndsWith(".", said.Summary, StringComparison.Ordinal);
        Assert.Contains(said.Group, new[] { "trigger", "flow", "data", "code", "net", "ai", "azure" });
        Assert.Equal(said.IsTrigger, name.StartsWith("trigger.", StringComparison.Ordinal));
        Assert.Equal(said.IsTrigger, said.Inputs.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ports_OfAKind_AreUniqueAndNeverError(string name)
    {
        var kind = KindRuns.Kind(name);
        var node = KindRuns.Node(name, kind.Description.Example.GetRawText());

        foreach (var ports in new[] { kind.Description.Inputs, kind.Description.Outputs, kind.InputPorts(node, []), kind.OutputPorts(node) })
        {
            Assert.Equal(ports.Count, ports.Distinct(StringComparer.Ordinal).Count());
            Assert.DoesNotContain("error", ports);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfAKind_UsesTheSubsetAndTellsFormsEnough(string name)
    {
        var schema = KindRuns.Kind(name).Description.ParameterSchema;

        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        CheckSchema(schema, name);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Example_OfAKind_NamesKnownParametersAndHasNoProblem(string name)
    {
        var kind = KindRuns.Kind(name);
        var known = kind.Description.ParameterSchema.GetProperty("properties");

        Assert.All(kind.Description.Example.EnumerateObject(), property => Assert.True(known.TryGetProperty(property.Name, out _), property.Name));
        Assert.Empty(kind.Check(KindRuns.Node(name, kind.Description.Example.GetRawText())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Example_OfAKind_FitsItsSchema(string name)
    {
        var said = KindRuns.Kind(name).Description;

        Assert.Empty(SchemaCheck.Run(ParameterSchema.Of(said.ParameterSchema), said.Example));
    }

    [Theory]
    [InlineData("if", """{ "conditions": [{ "left": 1, "operator": "number.larger", "right": 2 }] }""", "")]
    [InlineData("if", """{ "conditions": [{ "left": 1, "operator": "=number.{{ $json.op }}" }], "combine": "=x" }""", "")]
    [InlineData("if", """{ "conditions": [{ "left": 1, "operator": "larger" }] }""", "conditions[0].operator")]
    [InlineData("if", """{ "conditions": [{ "left": 1, "operator": "any.exists", "value": 2 }] }""", "conditions[0].value")]
    [InlineData("switch", """{ "rules": [{ "name": "=x", "conditions": [] }] }""", "rules[0].name")]
    [InlineData("code", """{ "source": "=a {{ b }}" }""", "")]
    [InlineData("code", """{ "source": 5 }""", "source")]
    [InlineData("merge", """{ "mode": "key", "on": ["a", 5] }""", "on[1]")]
    [InlineData("wait", """{ "until": true }""", "until")]
    [InlineData("wait", """{ "seconds": -1 }""", "seconds")]
    [InlineData("loop", """{ "batchSize": 0, "concurency": 2 }""", "batchSize concurency")]
    [InlineData("respond", """{ "headers": { "x-a": 5, "x-b": "=y", "x-c": null } }""", "")]
    [InlineData("trigger.webhook", """{ "path": "x", "method": "get" }""", "method")]
    [InlineData("set", """{ "fields": "={{ $json }}", "keep": "all" }""", "")]
    public void Schema_OfAKind_RefusesWhatDoesNotFit(string name, string parameters, string paths)
    {
        var found = SchemaCheck.Run(ParameterSchema.Of(KindRuns.Kind(name).Description.ParameterSchema), JsonElement.Parse(parameters));

        Assert.Equal(paths, string.Join(' ', found.Select(problem => problem.Path).Distinct()));
    }

    [Fact]
    public void Kinds_OfTheCatalogue_AreOrderedByNameAndFound()
    {
        var catalogue = BenchKinds.All;

        Assert.Equal(catalogue.Kinds.Select(kind => kind.Description.Kind).Order(StringComparer.Ordinal), catalogue.Kinds.Select(kind => kind.Description.Kind));
        Assert.All(catalogue.Kinds, kind => Assert.Same(kind, catalogue.Find(kind.Description.Kind)));
        Assert.Null(catalogue.Find("If"));
    }

    private static void CheckSchema(JsonElement schema, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            Assert.Contains(keyword.Name, Keywords);
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                var place = $"{path}.{property.Name}";
                Assert.True(property.Value.TryGetProperty("title", out _), $"{place} has no title.");
                Assert.True(property.Value.TryGetProperty("description", out _), $"{place} has no description.");
                CheckSchema(property.Value, place);
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            CheckSchema(items, path + "[]");
        }
    }

    [GeneratedRegex(@"^[a-z][a-zA-Z]*(\.[a-z]+)?$")]
    private static partial Regex KindName();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IconName();
}
