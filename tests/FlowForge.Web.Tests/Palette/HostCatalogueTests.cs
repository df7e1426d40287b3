using System.Net;
using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Palette;

public sealed class HostCatalogueTests
{
    private const string Listed = """
        { "items": [{
            "kind": "custom.sizes", "version": 3, "title": "Sizes", "group": "custom", "summary": "s", "help": "h", "icon": "code",
            "inputs": ["in"], "outputs": ["small", "large"], "parameterSchema": { "type": "object" }, "example": {} }, {
            "kind": "xlsx", "version": 1, "title": "Spreadsheet", "group": "data", "summary": "s", "help": "h", "icon": "code",
            "inputs": ["in"], "outputs": ["out"], "parameterSchema": { "type": "object" }, "example": {} }, {
            "kind": "http", "version": 1, "title": "Not this one", "group": "net", "summary": "s", "help": "h", "icon": "code",
            "inputs": ["in"], "outputs": ["out"], "parameterSchema": { "type": "object" }, "example": {} }], "next": null }
        """;

    [Fact]
    public async Task Refresh_OfAServerWithMoreKinds_AddsThemToTheBuiltInOnes()
    {
        var catalogue = new HostCatalogue(Drafts.Catalogue, new(new Answers(HttpStatusCode.OK), new("http://localhost/")), TimeProvider.System);
        Assert.Null(catalogue.Find("custom.sizes"));

        await catalogue.RefreshAsync();

        var kind = ((ICatalogue)catalogue).Find(new Node { Id = "a", Kind = "custom.sizes", KindVersion = 1 })!;
        Assert.Equal((3, "large"), (kind.Description.Version, kind.Description.Outputs[1]));
        Assert.Equal(Drafts.Catalogue.Kinds.Count + 2, catalogue.Kinds.Count);
        Assert.Equal(("data", RunsIn.Server), (catalogue.Find("xlsx")!.Description.Group, catalogue.Find("xlsx")!.Description.RunsIn));
        Assert.Same(Drafts.Catalogue.Find("http"), catalogue.Find("http"));
    }

    [Fact]
    public async Task Refresh_WithoutAServer_LeavesTheBuiltInOnes()
    {
        var catalogue = new HostCatalogue(Drafts.Catalogue, new(new Answers(HttpStatusCode.NotFound), new("http://localhost/")), TimeProvider.System);

        await catalogue.RefreshAsync();

        Assert.Equal(Drafts.Catalogue.Kinds.Count, catalogue.Kinds.Count);
    }

    private sealed class Answers(HttpStatusCode status) : HttpMessageInvoker(new HttpClientHandler())
    {
        public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(Listed, Encoding.UTF8, "application/json") });
    }
}
