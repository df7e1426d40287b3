using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Waits;

public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync(new() { Tokens = ["secret"] });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Get_Page_ShowsTheQuestionEncodedAndDecidesNothing()
    {
        var (run, address) = await StartAsync("""{ "mode": "approval", "message": "Pay <script>alert(1)</script>\n& more", "deadlineSeconds": 3600 }""");
        for (var i = 0; i < 3; i++)
        {
            var page = await host.GetAsync(address, ("Accept", "text/html,*/*;q=0.8"));
            Assert.Equal((200, "text/html"), (page.Status, page.Type));
            Assert.Contains("<h1>Pay &quot;it&quot; &lt;out&gt;?</h1>", page.Body);
            Assert.Contains("Waits &amp; &lt;b&gt;co&lt;/b&gt;", page.Body);
            Assert.Contains("Pay &lt;script&gt;alert(1)&lt;/script&gt;&#xA;&amp; more", page.Body);
            Assert.DoesNotContain("<script", page.Body);
            Assert.Contains("""<button name="decision" value="approved">""", page.Body);
            var policy = page.Headers["Content-Security-Policy"];
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy);
            Assert.Contains("form-action 'self'", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal(("no-store", "nosniff", "no-referrer"), (page.Headers["Cache-Control"], page.Headers["X-Content-Type-Options"], page.Headers["Referrer-Policy"]));
        }

        Assert.Equal("WAITING", (await RunAsync(run))["status"]);
    }

    [Fact]
    public async Task Get_Json_SaysWhatIsAsked()
    {
        var (run, address) = await StartAsync("""{ "mode": "approval", "message": "Pay?" }""");
        var wait = await host.GetAsync(address, ("Accept", "application/json"));

        Assert.Equal($$"""{"run":"{{run}}","workflow":"waits","node":"w","iteration":"","mode":"approval","reached":true,"message":"Pay?"}""", wait.Body);
    }

    [Theory]
    [InlineData("approved", """{"decision":"approved","by":"ada","n":[1]}""", "application/json", """{"decision":"approved","by":"ada","n":[1],""")]
    [InlineData("rejected", "decision=rejected&comment=too+much%21", Form, """{"decision":"rejected","comment":"too much!",""")]
    [InlineData("approved", "comment=&decision=approved", Form, """{"decision":"approved",""")]
    public async Task Post_Decision_LeavesByItsPortWithWhatWasSent(string port, string body, string type, string kept)
    {
        var (run, address) = await StartAsync("""{ "mode": "approval" }""");

        var taken = await host.SendAsync("POST", address, body, type);

        Assert.True(taken.Status == 202, taken.Body);
        Assert.Equal($$"""{"run":"{{run}}","workflow":"waits","node":"w","iteration":"","decision":"{{port}}"}""", taken.Body);
        Assert.Matches($$"""^\[\{"json":\{"n":1,"approval":{{System.Text.RegularExpressions.Regex.Escape(kept)}}"decidedAt":"20..-..-..T..:..:..\....Z"\}\}\}\]$""", await OutputAsync(run));
        var frames = await host.GetAsync($"/api/runs/{run}/frames?node=w&status=COMPLETED", Token);
        Assert.Equal(1, frames.Root.GetProperty("items")[0].GetProperty("output").GetProperty(port).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Post_FromThePage_AnswersAPageAndTheSecondTimeRefuses()
    {
        var (run, address) = await StartAsync("""{ "mode": "approval" }""");
        (string, string)[] browser = [("Accept", "text/html"), ("Origin", "null")];
        var done = await host.SendAsync("POST", address, "decision=approved", Form, browser);
        Assert.Equal((200, "text/html"), (done.Status, done.Type));
        Assert.Contains("<h1>Approved</h1>", done.Body);
        await OutputAsync(run);

        var again = await host.SendAsync("POST", address, "decision=rejected", Form, browser);
        Assert.Equal((409, "text/html"), (again.Status, again.Type));
        (await host.PostAsync(address, """{"decision":"approved"}""")).AssertRefused(409, "resume.used");
        Assert.Equal(409, (await host.GetAsync(address)).Status);
    }

    [Theory]
    [InlineData("{}", "application/json", 400, "resume.decision")]
    [InlineData("""{"decision":"yes"}""", "application/json", 400, "resume.decision")]
    [InlineData("""["approved"]""", "application/json", 400, "resume.decision")]
    [InlineData("{", "application/json", 400, "json.syntax")]
    [InlineData("", null, 400, "resume.decision")]
    [InlineData("decision=approved&decision=rejected", Form, 400, "resume.decision")]
    [InlineData("approved", "text/plain", 415, "request.contentType")]
    public async Task Post_NoDecision_IsRefusedAndTheRunWaitsOn(string body, string? type, int status, string code)
    {
        var (run, address) = await StartAsync("""{ "mode": "approval" }""");
        (await host.SendAsync("POST", address, body, type)).AssertRefused(status, code);
        (await host.SendAsync("POST", address, new string('x', 70_000), Form)).AssertRefused(413, "request.tooLarge");
        Assert.Equal("WAITING", (await RunAsync(run))["status"]);
        Assert.Equal(202, (await host.PostAsync(address, """{"decision":"approved"}""")).Status);
    }

    [Fact]
    public async Task Post_PastTheDeadline_Is410AndTheItemsLeaveByTimeout()
    {
        var (run, address) = await StartAsync("""{ "mode": "approval", "deadlineSeconds": 1 }""");

        Assert.Equal("""[{"json":{"n":1}}]""", await OutputAsync(run));

        (await host.PostAsync(address, """{"decision":"approved"}""")).AssertRefused(410, "resume.expired");
        Assert.Equal(410, (await host.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Post_ToACancelledOrUnknownOne_IsRefused()
    {
        var (run, address) = await StartAsync("""{ "mode": "approval", "deadlineSeconds": 3600 }""");
        (await host.PostAsync("/api/resume/none", """{"decision":"approved"}""")).AssertRefused(404, "resume.unknown");
        (await host.PostAsync(address + "A", """{"decision":"approved"}""")).AssertRefused(404, "resume.unknown");
        Assert.Equal(404, (await host.GetAsync("/api/resume/none")).Status);
        await host.PostAsync($"/api/runs/{run}/cancel", null, Token);
        await WaitingRuns.EndedAsync(Authorized(), run);

        (await host.PostAsync(address, """{"decision":"approved"}""")).AssertRefused(409, "run.ended");
        (await host.SendAsync("PUT", address, "{}")).AssertRefused(405, "route.method");
    }

    private static (string, string) Token => ("Authorization", "Bearer secret");

    private async Task<(string Run, string Address)> StartAsync(string parameters)
    {
        var run = await WaitingRuns.StartAsync(Authorized(), parameters);
        var address = await WaitingRuns.AddressAsync(Authorized(), run);
        host.Http.DefaultRequestHeaders.Authorization = null;
        return (run, address);
    }

    private async Task<string> OutputAsync(string run)
    {
        var output = await WaitingRuns.OutputAsync(Authorized(), run);
        host.Http.DefaultRequestHeaders.Authorization = null;
        return output;
    }

    private Task<Answered> RunAsync(string run) => host.GetAsync($"/api/runs/{run}", Token);

    private ApiHost Authorized()
    {
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", "secret");
        return host;
    }
}
