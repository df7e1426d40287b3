using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public class CapabilityTests
{
    private static readonly Catalogue Kinds = BuiltInKinds.Create(new NoEgress());

    [Theory]
    [InlineData("https://api.example.com/orders?x=1", "https://api.example.com")]
    [InlineData("HTTPS://API.Example.com:443/", "https://api.example.com")]
    [InlineData("http://api.example.com", "http://api.example.com")]
    [InlineData("https://api.example.com:8443", "https://api.example.com:8443")]
    [InlineData("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example")]
    [InlineData("=https://api.example.com/x", "https://api.example.com")]
    [InlineData("=https://api.example.com/orders/{{ $json.id }}", "https://api.example.com")]
    [InlineData("=https://api.example.com?id={{ $json.id }}", "https://api.example.com")]
    [InlineData("={{ $json.url }}", "dynamic")]
    [InlineData("=https://{{ $json.host }}/x", "dynamic")]
    [InlineData("=https://api.example.com{{ $json.path }}", "dynamic")]
    [InlineData("=https://api.example.com:{{ $json.port }}/", "dynamic")]
    [InlineData("=https://good.example@{{ $json.host }}/", "dynamic")]
    [InlineData("=https://good.example\\\\{{ $json.host }}", "dynamic")]
    [InlineData("={{ $json.scheme }}://api.example.com/", "dynamic")]
    [InlineData("=/x/{{ $json.host }}", "dynamic")]
    [InlineData("orders", null)]
    [InlineData("ftp://example.com", null)]
    public void Http_Url_TellsItsHost(string url, string? host)
    {
        var found = Of("http", $$"""{ "url": "{{url}}" }""");

        Assert.Equal(host is null ? [] : [host], found.Select(one => one is Capability.Host known ? known.Origin : one is Capability.DynamicHost ? "dynamic" : "?"));
    }

    [Fact]
    public void Code_TellsItsSource() => Assert.Equal([new Capability.Script("source", "return 1")], Of("code", """{ "source": "return 1" }"""));

    [Theory]
    [InlineData("send-invoice")]
    [InlineData("={{ $json.target }}")]
    public void Workflow_TellsWhatItStarts(string id) => Assert.Equal([new Capability.StartWorkflow(id)], Of("workflow", $$"""{ "id": "{{id}}" }"""));

    [Theory]
    [InlineData("""{ "path": "orders" }""", "POST", "none")]
    [InlineData("""{ "path": "orders", "method": "GET", "auth": { "type": "signature" } }""", "GET", "signature")]
    public void Webhook_TellsItsHook(string parameters, string method, string auth) =>
        Assert.Equal([new Capability.Hook(method, "orders", auth)], Of("trigger.webhook", parameters));

    [Fact]
    public void EveryKind_ToleratesWhatIsNotItsParameters() => Assert.All(Kinds.Kinds, kind =>
    {
        foreach (var parameters in (string[])["{}", """{ "url": 5, "source": [], "path": {} }""", """{ "url": null, "source": null, "path": null, "auth": 3 }"""])
        {
            Assert.Empty(Of(kind.Description.Kind, parameters));
        }
    });

    private static Capability[] Of(string kind, string parameters) =>
        [.. Kinds.Find(kind)!.Capabilities(new Node { Id = "n", Kind = kind, Parameters = JsonElement.Parse(parameters) })];
}
