using FlowForge.Api.Routing;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Routing;

public sealed class RouteTests
{
    [Fact]
    public async Task Unknown_PathAndMethod_AreProblems()
    {
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync("/api/nowhere")).AssertRefused(404, "route.unknown");
        (await host.GetAsync("/api")).AssertRefused(404, "route.unknown");
        var answer = await host.SendAsync("PATCH", "/api/workflows/x", "{}");
        answer.AssertRefused(405, "route.method");
        Assert.Equal("GET, PUT, DELETE", answer.Headers["Allow"]);
    }

    [Fact]
    public async Task Get_WorkflowNamedAsAPath_IsFound()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(201, (await host.PostAsync("/api/workflows", Documents.Hello("validate"))).Status);
        Assert.Equal("validate", (await host.GetAsync("/api/workflows/validate"))["id"]);
    }

    [Fact]
    public async Task OpenApi_Document_HasEveryRouteOfTheTable()
    {
        await using var host = await ApiHost.StartAsync();
        var document = (await host.GetAsync("/api/openapi.json")).Root;
        Assert.Equal("3.1.0", document.GetProperty("openapi").GetString());
        var paths = document.GetProperty("paths");
        Assert.All(RouteTable.Routes, route => Assert.True(
            paths.GetProperty($"/api{route.Template}").TryGetProperty(route.Method.ToLowerInvariant(), out var operation)
            && operation.GetProperty("summary").GetString() == route.Summary));
    }

    [Fact]
    public async Task OpenApi_Document_HasTheHooksAndTheTypesOfTheQuery()
    {
        await using var host = await ApiHost.StartAsync();
        var paths = (await host.GetAsync("/api/openapi.json")).Root.GetProperty("paths");
        Assert.All(["/api/hooks/{path}", "/api/hooks-test/{token}"], path => Assert.True(paths.GetProperty(path).TryGetProperty("post", out _)));
        var query = paths.GetProperty("/api/runs").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("schema").GetProperty("type").GetString());
        Assert.Equal(("integer", "string"), (query["limit"], query["status"]));
    }

    [Fact]
    public async Task OpenApi_References_AllResolve()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.GetAsync("/api/openapi.json");
        var schemas = answer.Root.GetProperty("components").GetProperty("schemas");
        var names = System.Text.RegularExpressions.Regex.Matches(answer.Body, "#/components/schemas/(\\w+)").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(schemas.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task OperationIds_OfTheTable_AreUnique()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = (await host.GetAsync("/api/openapi.json")).Root.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Health_AndMetrics_Answer()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal("live", (await host.GetAsync("/api/health/live"))["status"]);
        Assert.Equal("ready", (await host.GetAsync("/api/health/ready"))["status"]);
        await host.PostAsync("/api/workflows", Documents.Hello());
        await host.PostAsync("/api/workflows/hello/runs?wait=20", "1");
        var metrics = (await host.GetAsync("/api/metrics")).Body;
        Assert.Contains("flowforge_runs_ended_total{status=\"COMPLETED\"} 1\n", metrics);
        Assert.Contains("flowforge_runs_open{status=\"RUNNING\"} 0\n", metrics);
        Assert.Contains("process_working_set_bytes ", metrics);
    }

    [Fact]
    public async Task Nodes_Catalogue_ListsAndShowsKinds()
    {
        await using var host = await ApiHost.StartAsync();
        var list = (await host.GetAsync("/api/nodes")).Root.GetProperty("items").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()).ToList();
        Assert.Contains("trigger.webhook", list);
        Assert.Equal(list.Order(StringComparer.Ordinal), list);
        var kind = await host.GetAsync("/api/nodes/trigger.webhook");
        Assert.Equal("True", kind["isTrigger"]);
        Assert.Equal("object", kind.Root.GetProperty("parameterSchema").GetProperty("type").GetString());
        (await host.GetAsync("/api/nodes/nothing")).AssertRefused(404, "node.unknownKind");
        var page = await host.GetAsync("/api/nodes?limit=3");
        Assert.Equal(list[3], (await host.GetAsync($"/api/nodes?limit=1&after={page["next"]}")).Root.GetProperty("items")[0].GetProperty("kind").GetString());
    }
}
