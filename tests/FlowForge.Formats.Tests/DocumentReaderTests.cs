using System.Text;

namespace FlowForge.Formats.Tests;

public class DocumentReaderTests
{
    [Theory]
    [InlineData("application/json", null, "a: 1", DocumentFormat.Json)]
    [InlineData("application/json; charset=utf-8", "x.yaml", "a: 1", DocumentFormat.Json)]
    [InlineData("application/vnd.flowforge+json", null, "a: 1", DocumentFormat.Json)]
    [InlineData("Application/YAML", null, "{}", DocumentFormat.Yaml)]
    [InlineData("text/yaml; charset=utf-8", null, "{}", DocumentFormat.Yaml)]
    [InlineData("application/x-yaml", null, "{}", DocumentFormat.Yaml)]
    [InlineData("text/vnd.yaml", null, "{}", DocumentFormat.Yaml)]
    [InlineData(null, "flow.YML", "{}", DocumentFormat.Yaml)]
    [InlineData(null, "dir.yaml/flow.json", "a: 1", DocumentFormat.Json)]
    [InlineData("text/plain", "flow.txt", "  \n{}", DocumentFormat.Json)]
    [InlineData("application/x-www-form-urlencoded", null, "a: 1", DocumentFormat.Yaml)]
    [InlineData(null, null, "\uFEFF{}", DocumentFormat.Json)]
    [InlineData(null, null, "", DocumentFormat.Yaml)]
    public void FormatOf_TypeNameAndText_AreAskedInThatOrder(string? type, string? file, string text, DocumentFormat format) =>
        Assert.Equal(format, DocumentReader.FormatOf(Encoding.UTF8.GetBytes(text), type, file));

    [Fact]
    public void Read_EitherFormat_GivesTheWorkflow()
    {
        Assert.Equal("x", DocumentReader.Read("{\"flowforge\":1,\"id\":\"x\",\"graph\":{}}"u8.ToArray()).Workflow!.Id);
        Assert.Equal("x", DocumentReader.Read("flowforge: 1\nid: x\ngraph: { nodes: [], edges: [] }"u8.ToArray(), "application/yaml").Workflow!.Id);
    }

    [Fact]
    public void Read_YamlSaidToBeJson_IsRefusedAsJson() =>
        Assert.Equal("json.syntax", Assert.Single(DocumentReader.Read("flowforge: 1"u8.ToArray(), "application/json").Problems).Code);
}
