using System.Globalization;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace FlowForge.EndToEnd.Samples;

/// <summary>The samples that call other servers or work on many items.</summary>
[Collection(SharedHost.Name)]
public sealed class CallingSampleTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Fact]
    public void Samples_InTheFolder_AreAllRunHere() => Assert.Equal(
        [
            "error-alert", "expense-approval", "hello-webhook", "invoice-batch", "invoice-one", "nightly-cleanup", "order-webhook", "paged-digest",
            "parallel-loop", "polling-repeat", "stock-import",
        ],
        Sample.Names);

    [Fact]
    public async Task PagedDigest_ThreePages_CountsAllEntries()
    {
        await using var server = await CallServer.StartAsync((context, _) =>
        {
            var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
            var size = int.Parse(context.Request.Query["per_page"]!, CultureInfo.InvariantCulture);
            var entries = Enumerable.Range((page - 1) * size, page < 3 ? size : page == 3 ? 20 : 0);
            return context.Response.WriteAsJsonAsync(entries.Select(n => new { state = n % 3 == 0 ? "open" : "closed" }));
        });
        await Client.SaveAsync(Sample.Text("paged-digest"));

        var run = (await Client.RunAsync("paged-digest", $$"""{"url":"{{server.Url}}/issues","groupBy":"state"}""")).Completed();

        Assert.Equal("120 entries: closed 80, open 40", run.First().GetProperty("text").GetString());
        Assert.Equal(["?per_page=50&page=1", "?per_page=50&page=2", "?per_page=50&page=3"], server.Calls.Take(3).Select(call => call.Query));
        (await Client.FramesAsync(run.Id())).HoldsBothSidesOf("start", "pages", "digest", "text");
    }

    [Fact]
    public async Task ParallelLoop_ThousandItems_KeepsOrderAndSum()
    {
        await Client.SaveAsync(Sample.Text("parallel-loop"));

        var run = (await Client.RunAsync("parallel-loop")).Completed();

        var expected = Enumerable.Range(0, 1_000).Sum(n => ((n * 37 % 100) + 1) * 2 + (n % 10 == 0 ? 50 : 0));
        Assert.Equal($$"""{"articles":1000,"batches":40,"total":{{expected}},"first":"A0","last":"A999"}""", run.First().GetRawText());
        var frames = await Client.FramesAsync(run.Id());
        frames.HoldsBothSidesOf("start", "articles", "batches", "price", "stamp", "summary");
        Assert.Equal(40, frames.Count(frame => frame.NodeId() == "stamp" && frame.IsEgress()));
        Assert.Equal(Enumerable.Range(0, 40).Select(k => $"{k}").Order(), frames.Where(frame => frame.NodeId() == "price" && frame.IsEgress()).Select(frame => frame.GetProperty("iteration").GetString()!).Order());
    }

    [Fact]
    public async Task PollingRepeat_JobDoneAtTheFourthQuestion_Reports()
    {
        var questions = 0;
        await using var jobs = await CallServer.StartAsync((context, _) =>
            context.Response.WriteAsJsonAsync(new { status = Interlocked.Increment(ref questions) >= 4 ? "done" : "busy", result = 42 }));
        await Client.SaveAsync(Sample.Text("polling-repeat"));

        var run = (await Client.RunAsync("polling-repeat", $$"""{"url":"{{jobs.Url}}/jobs/17","everySeconds":0.1}""")).Completed();

        Assert.Equal($$"""{"result":42,"done":true,"url":"{{jobs.Url}}/jobs/17"}""", run.First().GetRawText());
        Assert.Equal(4, jobs.Calls.Count);
        Assert.Equal(4, jobs.Effects);
        var frames = await Client.FramesAsync(run.Id());
        frames.HoldsBothSidesOf("start", "ask", "check", "pause", "report");
        Assert.Equal(3, frames.Count(frame => frame.NodeId() == "pause" && frame.Status() == "COMPLETED"));
    }
}
