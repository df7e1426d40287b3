using System.Text.Json;
using FlowForge.Core.Validation;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class ParameterTests
{
    [Theory]
    [InlineData("{\"url\":\"https://x\"}", null)]
    [InlineData("{}", "parameter.missing url")]
    [InlineData("{\"url\":5}", "parameter.type url")]
    [InlineData("{\"url\":\"ftp://x\"}", "parameter.value url")]
    [InlineData("{\"url\":\"={{ $json.url }}\"}", null)]
    [InlineData("{\"url\":\"https://odd\"}", "strict.odd url")]
    [InlineData("{\"url\":\"https://x\",\"method\":\"PUT\"}", "parameter.value method")]
    [InlineData("{\"url\":\"https://x\",\"method\":\"=x\"}", null)]
    [InlineData("{\"url\":\"https://x\",\"methods\":\"GET\"}", "parameter.unknown methods")]
    [InlineData("{\"url\":\"https://x\",\"count\":0}", "parameter.value count")]
    [InlineData("{\"url\":\"https://x\",\"count\":11}", "parameter.value count")]
    [InlineData("{\"url\":\"https://x\",\"count\":1.5}", "parameter.type count")]
    [InlineData("{\"url\":\"https://x\",\"count\":3.0}", null)]
    [InlineData("{\"url\":\"https://x\",\"count\":\"={{ 1 }}\"}", null)]
    [InlineData("{\"url\":\"https://x\",\"count\":\"\\u003d1\"}", null)]
    [InlineData("{\"url\":\"https://x\",\"rules\":[{\"name\":\"a\"},{}]}", "parameter.missing rules[1].name")]
    [InlineData("{\"url\":\"https://x\",\"rules\":[{\"name\":\"a\"},{\"name\":1}]}", "parameter.type rules[1].name")]
    [InlineData("{\"url\":\"https://x\",\"rules\":[1,2,3]}", "parameter.value rules|parameter.type rules[0]|parameter.type rules[1]|parameter.type rules[2]")]
    [InlineData("{\"url\":\"https://x\",\"rules\":\"={{ [] }}\"}", null)]
    [InlineData("{\"url\":\"https://x\",\"fields\":{\"a.b\":1,\"c\":\"x\"}}", "parameter.type fields.c")]
    [InlineData("{\"url\":\"https://x\",\"fields\":{\"a.b\":\"x\"}}", "parameter.type fields['a.b']")]
    [InlineData("{\"url\":\"https://x\",\"auth\":{\"type\":\"none\"}}", null)]
    [InlineData("{\"url\":\"https://x\",\"auth\":{\"type\":\"=x\",\"credential\":\"c\"}}", null)]
    [InlineData("{\"url\":\"https://x\",\"auth\":{\"type\":\"basic\"}}", "parameter.missing auth.credential")]
    [InlineData("{\"url\":\"https://x\",\"auth\":5}", "parameter.type auth")]
    [InlineData("{\"url\":\"https://x\",\"source\":\"=longer than five\"}", "parameter.value source")]
    [InlineData("{\"url\":5,\"count\":0,\"x\":1}", "parameter.type url|parameter.value count|parameter.unknown x")]
    public void Validate_Parameters_FitTheKindsSchema(string parameters, string? problems)
    {
        var expected = problems?.Split('|').Select(problem => problem.Replace(" ", " graph.nodes[1].parameters.", StringComparison.Ordinal)) ?? [];

        Assert.Equal(expected, Problems(Workflow([Start(), Node("a", "strict", parameters)], "start>a")).Where(problem => !problem.StartsWith("credential.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Check_TypeOfNoVariant_NamesThemAll()
    {
        var schema = ParameterSchema.Of(JsonElement.Parse("""
            { "oneOf": [
              { "type": "object", "properties": { "type": { "const": "none" } } },
              { "type": "object", "required": ["path"], "properties": { "type": { "enum": ["next", "cursor"] }, "path": { "type": "string" } } } ] }
            """));

        var problem = Assert.Single(SchemaCheck.Run(schema, JsonElement.Parse("""{ "type": "link" }""")));

        Assert.Equal(("parameter.value", "type", "'link' is none of: none, next, cursor."), (problem.Code, problem.Path, problem.Message));
    }
}
