using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Kinds;

/// <summary>Kinds that a person adds to the catalogue, and runs that use them.</summary>
public sealed class CustomKindTests : IAsyncLifetime
{
    private const string Sizes = """
        {
          "kind": "custom.sizes", "title": "Sizes", "summary": "Sorts items by size.", "mode": "perItem", "outputs": ["small", "large"],
          "parameterSchema": {
            "type": "object", "additionalProperties": false, "required": ["limit"],
            "properties": { "limit": { "type": "number" }, "unit": { "type": "string", "default": "kg" } }
          },
          "source": "const size = `${$json.n} ${$parameter.unit}`; return $json.n > $parameter.limit ? { $port: 'large', size } : { size };",
          "tests": [
            { "name": "by limit", "parameters": { "limit": 2 }, "items": [{ "n": 1 }, { "n": 3 }], "expect": { "small": [{ "size": "1 kg" }], "large": [{ "size": "3 kg" }] } },
            { "name": "no limit", "items": [], "fails": "limit" }
          ]
        }
        """;

    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Create_ADefinitionWhoseTestsPass_StandsInTheCatalogueWithItsVersion()
    {
        var made = await _host.PostAsync("/api/nodes", Sizes);

        Assert.True(made.Status == 201, made.Body);
        Assert.Equal("/api/nodes/custom.sizes", made.Headers["Location"]);
        var read = await _host.GetAsync("/api/nodes/custom.sizes");
        Assert.Equal((made.ETag, "1", "custom"), (read.ETag, read["version"], read["group"]));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Sizes), read.Root.GetProperty("definition")));
        Assert.Contains("custom.sizes", (await _host.GetAsync("/api/nodes?limit=500")).Body, StringComparison.Ordinal);
        Assert.Equal("kind.saved", (await _host.GetAsync("/api/audit?subject=kind:custom.sizes")).Root.GetProperty("items")[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task Run_OfANodeOfTheKind_SendsItemsByPortWithEachItemsOwnParameters()
    {
        await _host.PostAsync("/api/nodes", Sizes);

        var run = await RunAsync(1, """{ "limit": "={{ $json.limit }}", "unit": "t" }""", """[{ "json": { "n": 1, "limit": 5 } }, { "json": { "n": 9, "limit": 5 } }, { "json": { "n": 3, "limit": 1 } }]""");

        Assert.Equal("COMPLETED", run["status"]);
        Assert.Equal(("""[{"size":"1 t"}]""", """[{"size":"9 t"},{"size":"3 t"}]"""), (await PortAsync(run, "small"), await PortAsync(run, "large")));
    }

    [Fact]
    public async Task Run_WithParametersThatDoNotFit_FailsTheItemByName()
    {
        await _host.PostAsync("/api/nodes", Sizes);

        var run = await RunAsync(1, """{ "limit": "={{ 'much' }}" }""", """[{ "json": { "n": 1 } }]""");

        var failure = run.Root.GetProperty("failure");
        Assert.Equal(("node.parameter", "sizes", 0), (failure.GetProperty("code").GetString(), failure.GetProperty("nodeId").GetString(), failure.GetProperty("item").GetInt32()));
    }

    [Fact]
    public async Task Replace_WithItsETag_AddsAVersionAndDocumentsKeepTheirs()
    {
        var made = await _host.PostAsync("/api/nodes", Sizes);
        var second = Sizes.Replace("${$json.n} ${$parameter.unit}", "${$json.n}${$parameter.unit}!", StringComparison.Ordinal)
            .Replace("1 kg", "1kg!", StringComparison.Ordinal).Replace("3 kg", "3kg!", StringComparison.Ordinal);

        (await _host.PostAsync("/api/nodes", second)).AssertRefused(409, "kind.exists");
        (await _host.SendAsync("PUT", "/api/nodes/custom.sizes", second)).AssertRefused(428, "request.conditionMissing");
        var changed = await _host.SendAsync("PUT", "/api/nodes/custom.sizes", second, headers: ("If-Match", made.ETag));
        (await _host.SendAsync("PUT", "/api/nodes/custom.sizes", Sizes, headers: ("If-Match", made.ETag))).AssertRefused(412, "kind.changed");

        Assert.Equal((200, "2"), (changed.Status, changed["version"]));
        Assert.Equal("""[{"size":"1 kg"}]""", await PortAsync(await RunAsync(1, """{ "limit": 5 }""", """[{ "json": { "n": 1 } }]"""), "small"));
        Assert.Equal("""[{"size":"1kg!"}]""", await PortAsync(await RunAsync(2, """{ "limit": 5 }""", """[{ "json": { "n": 1 } }]"""), "small"));
        Assert.Equal("1", (await _host.GetAsync("/api/nodes/custom.sizes?version=1"))["version"]);
        (await _host.GetAsync("/api/nodes/custom.sizes?version=3")).AssertRefused(404, "node.unknownVersion");
        var same = await _host.SendAsync("PUT", "/api/nodes/custom.sizes", second, headers: ("If-Match", changed.ETag));
        Assert.Equal((200, "2"), (same.Status, same["version"]));
    }

    [Theory]
    [InlineData("/tests/0/expect/small/0/size", "\"2 kg\"", "kind.testFailed", "item 0 at 'small' is {\"size\":\"1 kg\"} and not {\"size\":\"2 kg\"}")]
    [InlineData("/tests/1/fails", "\"other\"", "kind.testFailed", "expected a failure with 'other'")]
    [InlineData("/tests/0/expect/huge", "[]", "kind.testFailed", "no output port")]
    [InlineData("/source", "\"return $json.n > ;\"", "kind.invalid", "")]
    [InlineData("/source", "\"while (true) {}\"", "kind.testFailed", "script.timeout")]
    [InlineData("/kind", "\"http\"", "kind.invalid", "pattern")]
    [InlineData("/outputs", "[\"a\", \"a\"]", "kind.invalid", "different names")]
    [InlineData("/outputs", "[\"error\"]", "kind.invalid", "error")]
    [InlineData("/tests", "[]", "kind.invalid", "0 elements")]
    [InlineData("/extra", "1", "kind.invalid", "'extra'")]
    [InlineData("/parameterSchema/properties/limit/type", "\"real\"", "kind.invalid", "'type' is one of")]
    [InlineData("/parameterSchema/properties/unit/pattern", "\"(?=x)\"", "kind.invalid", "'pattern'")]
    [InlineData("/parameterSchema/$ref", "\"#\"", "kind.invalid", "'$ref' is not known")]
    [InlineData("/parameterSchema/type", "\"array\"", "kind.invalid", "'object'")]
    [InlineData("/example", "{\"limit\":\"much\"}", "kind.invalid", "number")]
    public async Task Create_WhatIsNotRight_Is422WithItsPlaceAndIsNotKept(string place, string value, string code, string says)
    {
        var refused = await _host.PostAsync("/api/nodes", With(place, value));

        refused.AssertRefused(422, code);
        Assert.Contains(says, string.Join(' ', refused.Root.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("message").GetString())), StringComparison.Ordinal);
        (await _host.GetAsync("/api/nodes/custom.sizes")).AssertRefused(404, "node.unknownKind");
    }

    [Theory]
    [InlineData("{", "json.syntax")]
    [InlineData("[]", "request.body")]
    [InlineData("""{ "kind": 1, "kind": 2 }""", "json.duplicateKey")]
    public async Task Create_WhatCannotBeRead_Is400(string body, string code) => (await _host.PostAsync("/api/nodes", body)).AssertRefused(400, code);

    private static string With(string place, string value)
    {
        var root = JsonNode.Parse(Sizes)!;
        var steps = place.Split('/')[1..];
        var at = root;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        }

        at[steps[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    private Task<Answered> RunAsync(int version, string parameters, string items) => _host.PostAsync("/api/runs?wait=60", $$"""
        { "workflow": { "flowforge": 1, "id": "w", "name": "w", "graph": {
            "nodes": [{ "id": "start", "kind": "trigger.manual" },
                      { "id": "sizes", "kind": "custom.sizes", "kindVersion": {{version}}, "parameters": {{parameters}} }],
            "edges": [{ "from": "start", "to": "sizes" }] } },
          "items": {{items}} }
        """);

    private async Task<string> PortAsync(Answered run, string port)
    {
        var frames = (await _host.GetAsync($"/api/runs/{run["id"]}/frames?node=sizes")).Root.GetProperty("items").EnumerateArray();
        var output = frames.Single(frame => frame.GetProperty("side").GetString() == "egress").GetProperty("output");
        return $"[{string.Join(',', output.GetProperty(port).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("json").GetRawText()))}]";
    }
}
