using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Tests.Validation;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Proposals;

public class CapabilityTests
{
    private static readonly Workflow Before = Workflow([Start(), Call("call", "https://api.shop"), Node("c", "code", """{ "source": "return 1" }""")], "start>call", "call>c");

    [Fact]
    public void Added_HostThatIsKnown_IsNone() => Assert.Empty(Added(Before.Nodes.Append(Call("again", "https://api.shop"))));

    [Fact]
    public void Added_NewHost_IsShownWithItsNode() =>
        Assert.Equal([new("again", new Capability.Host("https://evil"))], Added(Before.Nodes.Append(Call("again", "https://evil"))));

    [Fact]
    public void Added_HostFromAnExpression_IsDynamic_AndSoIsItsChange()
    {
        Node dynamic = Call("d", "={{ $json.url }}"), other = Call("d", "={{ $json.link }}");

        Assert.Equal(
            [new("d", new Capability.DynamicHost("url", "={{ $json.url }}")), new("d", new Capability.Expression("url", "={{ $json.url }}"))],
            Added(Before.Nodes.Append(dynamic)));
        Assert.Equal(
            [new("d", new Capability.DynamicHost("url", "={{ $json.link }}"), "={{ $json.url }}"), new("d", new Capability.Expression("url", "={{ $json.link }}"), "={{ $json.url }}")],
            Capabilities.Added(Workflow([dynamic]), Workflow([other]), TestKinds.All));
    }

    [Fact]
    public void Added_ChangedScript_IsShownWithTheOldOne() => Assert.Equal(
        [new("c", new Capability.Script("source", "return 2"), "return 1")],
        Added([.. Before.Nodes.Take(2), Node("c", "code", """{ "source": "return 2" }""")]));

    [Fact]
    public void Added_ScriptThatMovedToAnotherNode_IsNone() =>
        Assert.Empty(Added([.. Before.Nodes.Take(2), Node("moved", "code", """{ "source": "return 1" }""")]));

    [Fact]
    public void Added_CredentialForAnotherHost_IsShown()
    {
        var shop = Call("call", "https://api.shop") with { Credentials = Slot("key") };
        var before = Workflow([shop, Call("other", "https://known")]);

        Assert.Equal([new("call", new Capability.Credential("key", "https://api.shop"))], Added([Start(), shop]));
        Assert.Equal(
            [new("other", new Capability.Credential("key", "https://known"))],
            Capabilities.Added(before, Workflow([shop, Call("other", "https://known") with { Credentials = Slot("key") }]), TestKinds.All));
    }

    [Fact]
    public void Added_CredentialInAuth_IsShown() => Assert.Equal(
        [new("n", new Capability.Credential("vault", null))],
        Added(Before.Nodes.Append(Node("n", parameters: """{ "auth": { "type": "basic", "credential": "vault" } }"""))));

    [Fact]
    public void Added_SecondTriggerOfAKind_IsShown_AndARenamedOneIsNot()
    {
        Assert.Equal([new("second", new Capability.Trigger("trigger.manual"))], Added(Before.Nodes.Append(Start("second"))));
        Assert.Empty(Added([Start("renamed"), .. Before.Nodes.Skip(1)]));
    }

    [Fact]
    public void Added_DisabledNode_CanDoNothing_UntilItIsEnabled()
    {
        var off = Workflow([.. Before.Nodes, Call("x", "https://evil") with { Disabled = true }]);
        var on = off with { Nodes = [.. off.Nodes.Take(3), off.Nodes[3] with { Disabled = false }] };

        Assert.Empty(Capabilities.Added(Before, off, TestKinds.All));
        Assert.Equal([new("x", new Capability.Host("https://evil"))], Capabilities.Added(off, on, TestKinds.All));
    }

    [Fact]
    public void Added_ConfigThatStartsAWorkflow_IsShown() => Assert.Equal(
        [new(null, new Capability.StartWorkflow("alert")), new(null, new Capability.Expression("config.concurrency.key", "={{ $json.k }}"))],
        Capabilities.Added(Before, Before with { Config = new() { ErrorWorkflow = "alert", Concurrency = new("={{ $json.k }}") } }, TestKinds.All));

    [Fact]
    public void Of_Proposal_SaysWhatItGivesAndAdds()
    {
        WorkflowOperation[] operations = [new WorkflowOperation.AddNode(Call("x", "https://evil")), new WorkflowOperation.RemoveNode("c")];
        var after = Operations.Apply(Before, operations, TestKinds.All, new TestScripts()).Workflow!;
        var proposal = Proposal.Of(Before, operations, after, TestKinds.All, new TestScripts()) with { Explanation = "Because.", Questions = ["Sure?"] };

        Assert.True(proposal.IsValid);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ProposalJson.Write(writer, proposal);
        }

        var json = JsonElement.Parse(stream.ToArray());
        Assert.Equal(
            ["operations", "workflow", "explanation", "assumptions", "questions", "validation", "capabilities"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""[{"type":"host","nodeId":"x","origin":"https://evil"}]""", json.GetProperty("capabilities").GetRawText());
        Assert.Equal("graph.disconnected", json.GetProperty("validation")[0].GetProperty("code").GetString());
        Assert.False(Serialization(json.GetProperty("workflow")).IsRefused);
    }

    private static Core.Serialization.WorkflowReading Serialization(JsonElement workflow) => Core.Serialization.WorkflowJson.Read(workflow);

    private static Node Call(string id, string url) => Node(id, "strict", $$"""{ "url": "{{url}}" }""");

    private static Dictionary<string, string> Slot(string id) => new() { ["auth"] = id };

    private static IReadOnlyList<CapabilityChange> Added(IEnumerable<Node> nodes) =>
        Capabilities.Added(Before, Before with { Nodes = [.. nodes] }, TestKinds.All);
}
