using System.Globalization;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Metrics;

/// <summary><c>/api/metrics</c>, read as a collector reads it.</summary>
public sealed class MetricsTests
{
    private const string Failing = """
        { "flowforge": 1, "id": "failing", "name": "failing", "graph": {
          "nodes": [ { "id": "start", "kind": "trigger.manual" }, { "id": "end", "kind": "stop", "parameters": { "message": "no" } } ],
          "edges": [ { "from": "start", "to": "end" } ] } }
        """;

    [Fact]
    public async Task Metrics_AfterRuns_CountAndMeasureThem()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        await host.PostAsync("/api/workflows", Failing);
        await host.PostAsync("/api/workflows/hello/runs?wait=20", "1");
        await host.PostAsync("/api/workflows/hello/runs?wait=20", "1");
        await host.PostAsync("/api/workflows/failing/runs?wait=20", "1");
        await host.GetAsync("/api/runs/nobody");
        var rows = Read((await host.GetAsync("/api/metrics")).Body);

        Assert.Equal(3, rows["flowforge_runs_started_total{mode=\"api\"}"]);
        Assert.Equal(2, rows["flowforge_run_duration_seconds_count{status=\"COMPLETED\"}"]);
        Assert.Equal(1, rows["flowforge_run_duration_seconds_count{status=\"FAILED\"}"]);
        Assert.Equal(2, rows["flowforge_node_duration_seconds_count{kind=\"set\",status=\"COMPLETED\"}"]);
        Assert.Equal(1, rows["flowforge_node_duration_seconds_count{kind=\"stop\",status=\"FAILED\"}"]);
        Assert.Equal(0, rows["flowforge_runs_live"]);
        Assert.Equal(0, rows["flowforge_handouts_active"]);
        Assert.Equal(0, rows["flowforge_handouts_waiting"]);
        Assert.Equal(3, rows["flowforge_http_request_duration_seconds_count{method=\"POST\",route=\"/workflows/{id}/runs\",status=\"2xx\"}"]);
        Assert.Equal(1, rows["flowforge_http_request_duration_seconds_count{method=\"GET\",route=\"/runs/{id}\",status=\"4xx\"}"]);
    }

    [Fact]
    public async Task Metrics_Text_IsWellFormed()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        await host.PostAsync("/api/workflows/hello/runs?wait=20", "1");
        await host.SendAsync("BREW", "/api/no/such/\"path");
        var body = (await host.GetAsync("/api/metrics")).Body;
        var heads = body.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();

        Assert.Equal(heads.Count, heads.Distinct().Count());
        foreach (var (series, _) in Read(body))
        {
            Assert.Contains(heads, head => series == head || series.StartsWith(head + "{", StringComparison.Ordinal)
                || ((string[])["_bucket", "_sum", "_count"]).Any(suffix => series.StartsWith(head + suffix, StringComparison.Ordinal)));
        }

        Assert.Contains("method=\"other\",route=\"none\"", body, StringComparison.Ordinal);
        var buckets = Read(body).Where(row => row.Key.StartsWith("flowforge_node_duration_seconds_bucket{kind=\"set\"", StringComparison.Ordinal)).Select(row => row.Value).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(1, buckets[^1]);
    }

    private static Dictionary<string, double> Read(string body) => body.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
