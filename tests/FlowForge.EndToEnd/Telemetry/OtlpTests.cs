using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace FlowForge.EndToEnd.Telemetry;

/// <summary>What a host sends to a collector and writes into its log.</summary>
public sealed class OtlpTests
{
    private const string Caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task Serve_WithACollector_SendsOneTraceFromTheCallerToTheCalledAndMetrics()
    {
        var carried = new ConcurrentQueue<string>();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var called = await CallServer.StartAsync((context, _) =>
        {
            carried.Enqueue(context.Request.Headers["traceparent"].ToString());
            return context.Response.WriteAsync("{}");
        });
        await using var host = await HostProcess.StartAsync(settings: new Dictionary<string, string>
        {
            ["FlowForge__Telemetry__OtlpEndpoint"] = receiver.Url,
            ["FlowForge__Log__Format"] = "json",
            ["FlowForge__Log__Level"] = "information",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });
        await host.Client.SaveAsync(Workflow(called.Url));
        (await host.Client.PostAsync("workflows/traced/activate")).Expect(HttpStatusCode.OK);

        var request = new HttpRequestMessage(HttpMethod.Post, "hooks/traced") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", Caller);
        (await host.Client.SendAsync(request)).Expect(HttpStatusCode.InternalServerError);
        await Until.HoldsAsync(() => Task.FromResult(receiver.Spans.Any(span => span.Name == "run") && receiver.Instruments.ContainsKey("flowforge.run.duration")));

        var run = receiver.Spans.Single(span => span.Name == "run");
        var call = receiver.Spans.Single(span => span.Name == "node http");
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"), (run.TraceId, run.ParentId));
        Assert.All(receiver.Spans, span => Assert.Equal(run.TraceId, span.TraceId));
        Assert.Equal([$"00-{call.TraceId}-{call.Id}-01"], carried);
        Assert.Equal("workflow.stopped", receiver.Spans.Single(span => span.Name == "node stop").Tags["error.type"]);
        Assert.Equal(["flowforge"], receiver.Services.Keys);
        Assert.Superset(new HashSet<string> { "flowforge.runs.started", "flowforge.node.duration", "dotnet.process.memory.working_set" }, receiver.Instruments.Keys.ToHashSet());
        AssertLogged(host.Output, run.Tags["flowforge.run.id"]);
    }

    private static void AssertLogged(string output, string run)
    {
        var lines = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonElement.Parse(line)).ToList();
        var ended = lines.Single(line => line.GetProperty("State").TryGetProperty("Status", out var status) && status.GetString() == "FAILED");
        var failed = lines.Single(line => line.GetProperty("State").TryGetProperty("Node", out var node) && node.GetString() == "halt");
        Assert.Equal(run, ended.GetProperty("State").GetProperty("Run").GetString());
        var scope = failed.GetProperty("Scopes").EnumerateArray().Last();
        Assert.Equal((run, "halt"), (scope.GetProperty("run").GetString(), scope.GetProperty("node").GetString()));
        Assert.DoesNotContain("in the message", output, StringComparison.Ordinal);
    }

    private static string Workflow(string url) => $$$"""
        flowforge: 1
        id: traced
        name: Traced
        graph:
          nodes:
            - { id: hook, kind: trigger.webhook, parameters: { path: traced, method: POST, respond: lastNode, auth: { type: none } } }
            - { id: call, kind: http, parameters: { url: "{{{url}}}/orders" } }
            - { id: halt, kind: stop, parameters: { message: "data may stand in the message" } }
          edges:
            - { from: hook, to: call }
            - { from: call, to: halt }
        """;
}
