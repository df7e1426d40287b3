using System.Net;
using System.Text.RegularExpressions;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Samples;

/// <summary>The samples about workflows that start others, wait for people, or start by the clock.</summary>
[Collection(SharedHost.Name)]
public sealed class ComposedSampleTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Fact]
    public async Task InvoiceBatch_OneOrderThatCannotBeInvoiced_LeavesOnlyThatOneOpen()
    {
        await Client.SaveAsync(Sample.Text("invoice-one"));
        await Client.SaveAsync(Sample.Text("invoice-batch"));

        var run = (await Client.RunAsync(
            "invoice-batch",
            """{"orders":[{"id":"o-1","net":100,"country":"DE"},{"id":"o-2","net":50,"country":"XX"},{"id":"o-3","net":10,"country":"FR"}]}""")).Completed();

        Assert.Equal(
            ["""{"order":"o-1","total":119,"sent":true}""", """{"order":"o-3","total":12,"sent":true}""", """{"order":"o-2","sent":false,"why":"workflow.stopped"}"""],
            run.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("json").GetRawText()));
        var children = (await Client.GetAsync($"runs?caller={run.Id()}")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ["0 COMPLETED", "1 FAILED", "2 COMPLETED"],
            children.Select(child => $"{child.GetProperty("caller").GetProperty("item")} {child.GetProperty("status").GetString()}").Order());
        Assert.All(children, child => Assert.Equal("invoice", child.GetProperty("caller").GetProperty("node").GetString()));
    }

    [Fact]
    public async Task StockImport_Failing_StartsItsErrorWorkflowWithTheFailure()
    {
        await Client.SaveAsync(Sample.Text("error-alert"));
        await Client.SaveAsync(Sample.Text("stock-import"));

        var failed = (await Client.RunAsync("stock-import", """{"articles":[{"id":"a-1","count":3},{"id":"a-2","count":-1}]}"""));

        Assert.Equal("FAILED", failed.Status());
        var alert = Assert.Single((await Client.GetAsync($"runs?caller={failed.Id()}")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("error", alert.GetProperty("mode").GetString());
        await Until.HoldsAsync(async () => (await Client.GetAsync($"runs/{alert.Id()}")).Json.Status() == "COMPLETED");
        var told = (await Client.GetAsync($"runs/{alert.Id()}")).Json.First();
        Assert.Equal("Stock import failed at Check", told.GetProperty("subject").GetString());
        Assert.Contains("Article a-2 has the count -1.", told.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(failed.Id(), told.GetProperty("run").GetString());
    }

    [Theory]
    [InlineData("""{"id":"e-1","amount":20}""", null, """{"id":"e-1","amount":20,"outcome":"paid","by":"rule"}""")]
    [InlineData("""{"id":"e-2","amount":240}""", """{"decision":"approved","by":"ada"}""", """{"id":"e-2","amount":240,"outcome":"paid","by":"ada"}""")]
    [InlineData("""{"id":"e-3","amount":240}""", """{"decision":"rejected"}""", """{"id":"e-3","amount":240,"outcome":"refused","by":"unknown"}""")]
    [InlineData("""{"id":"e-4","amount":240,"deadlineSeconds":0.2}""", null, """{"id":"e-4","amount":240,"outcome":"expired"}""")]
    public async Task ExpenseApproval_DecidedOrNot_HasItsOutcome(string expense, string? decision, string outcome)
    {
        if ((await Client.GetAsync("workflows/expense-approval")).Status == HttpStatusCode.NotFound)
        {
            await Client.SaveAsync(Sample.Text("expense-approval"));
        }

        var started = (await Client.PostAsync("workflows/expense-approval/runs", expense)).Expect(HttpStatusCode.Created).Json;
        if (decision is not null)
        {
            await Until.HoldsAsync(async () => (await Client.GetAsync($"runs/{started.Id()}")).Json.Status() == "WAITING");
            var url = new Uri((await Client.GetAsync($"runs/{started.Id()}")).Json.GetProperty("waits")[0].GetProperty("url").GetString()!);
            (await Client.PostAsync(url.AbsolutePath["/api/".Length..], decision)).Expect(HttpStatusCode.Accepted);
        }

        await Until.HoldsAsync(async () => (await Client.GetAsync($"runs/{started.Id()}")).Json.Status() == "COMPLETED");
        Assert.Equal(outcome, (await Client.GetAsync($"runs/{started.Id()}")).Json.First().GetRawText());
    }

    [Fact]
    public async Task NightlyCleanup_Active_IsDueEachNightByBerlinsClocks()
    {
        await Sample.PublishAsync(Client, "nightly-cleanup");

        var schedule = (await Client.GetAsync("workflows/nightly-cleanup/schedule?count=3")).Json;

        Assert.Equal(3, Regex.Count(schedule.GetRawText(), "T0[01]:30:00"));
        var run = (await Client.RunAsync("nightly-cleanup")).Completed();
        Assert.Equal(2, run.First().EnumerateObject().Count());
        (await Client.PostAsync("workflows/nightly-cleanup/deactivate")).Expect(HttpStatusCode.OK);
    }
}
