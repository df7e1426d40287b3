using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n;

namespace FlowForge.Formats.Tests.N8n;

/// <summary>
/// Nodes of n8n and what each becomes, as data: <c>Cases/*.json</c> is a list of
/// <c>{ name, type, version?, given?, credentials?, kind, parameters?, inputs?, outputs?, remark?, reason? }</c>.
/// </summary>
public sealed class N8nCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "N8n", "Cases");

    public static IEnumerable<object[]> Cases => Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)
        .SelectMany(file => Read(file).Select(one => new object[] { Path.GetFileNameWithoutExtension(file), one.GetProperty("name").GetString()! }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_NodeOfN8n_BecomesTheKind(string file, string name)
    {
        var one = Read(Path.Combine(Folder, file + ".json")).Single(one => one.GetProperty("name").GetString() == name);
        var imported = N8nImport.Read(Workflow(one)).Value!;

        var node = imported.Workflow.Nodes.Single(node => node.Name == "It");
        Assert.Equal(one.GetProperty("kind").GetString(), node.Kind);
        Assert.Equal(Text(one, "parameters", "{}"), node.Parameters.GetRawText());
        CheckPorts(imported.Workflow, one);
        CheckSentences(imported, one);
    }

    [Fact]
    public void Cases_NamesOfAFile_StandOnce() =>
        Assert.All(Directory.GetFiles(Folder, "*.json"), file => Assert.Distinct(Read(file).Select(one => one.GetProperty("name").GetString())));

    /// <summary>The node with an edge to and from each port that the case names.</summary>
    private static byte[] Workflow(JsonElement one)
    {
        var outputs = Count(one, "outputs");
        var inputs = Count(one, "inputs");
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            nodes = new object[]
            {
                new { id = "it", name = "It", type = Full(one.GetProperty("type").GetString()!), typeVersion = one.TryGetProperty("version", out var version) ? version.GetDouble() : 1, position = new[] { 0, 0 }, parameters = Property(one, "given"), credentials = Property(one, "credentials") },
                new { id = "other", name = "Other", type = "n8n-nodes-base.noOp", typeVersion = 1, position = new[] { 200, 0 } },
            },
            connections = new Dictionary<string, object>
            {
                ["It"] = new { main = Enumerable.Range(0, outputs).Select(_ => new[] { new { node = "Other", type = "main", index = 0 } }) },
                ["Other"] = new { main = new[] { Enumerable.Range(0, inputs).Select(index => new { node = "It", type = "main", index }) } },
            },
            settings = new { executionOrder = "v1" },
        });
    }

    private static string Full(string type) => type.StartsWith('@') ? type : "n8n-nodes-base." + type;

    private static void CheckPorts(Workflow workflow, JsonElement one)
    {
        if (Count(one, "outputs") > 0)
        {
            Assert.Equal(Names(one, "outputs"), workflow.Edges.Where(edge => edge.From == "it").Select(edge => edge.FromPort ?? Names(one, "outputs").First()));
        }

        if (Count(one, "inputs") > 0)
        {
            Assert.Equal(Names(one, "inputs"), workflow.Edges.Where(edge => edge.To == "it").Select(edge => edge.ToPort));
        }
    }

    private static void CheckSentences(N8nImported imported, JsonElement one)
    {
        var remarks = imported.Report.Remarks.Where(remark => remark.NodeId == "it" && !remark.Message.Contains("repeats", StringComparison.Ordinal)).ToList();
        if (one.TryGetProperty("remark", out var remark))
        {
            Assert.Contains(remark.GetString()!, Assert.Single(remarks).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(remarks);
        }

        Assert.Equal(one.TryGetProperty("reason", out _), imported.Report.Placeholders.Any(node => node.Reason is not null));
        if (one.TryGetProperty("reason", out var reason))
        {
            Assert.Contains(reason.GetString()!, imported.Report.Placeholders[0].Reason, StringComparison.Ordinal);
        }
    }

    private static List<JsonElement> Read(string file) => [.. JsonElement.Parse(File.ReadAllText(file)).EnumerateArray()];

    private static string Text(JsonElement one, string name, string standard) =>
        JsJson.Normalize(Encoding.UTF8.GetBytes(one.TryGetProperty(name, out var value) ? value.GetRawText() : standard)).Value.GetRawText();

    private static JsonElement Property(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value : JsonConstants.EmptyObject;

    private static int Count(JsonElement one, string name) => one.TryGetProperty(name, out var list) ? list.GetArrayLength() : 0;

    private static IEnumerable<string?> Names(JsonElement one, string name) => one.GetProperty(name).EnumerateArray().Select(port => port.GetString());
}
