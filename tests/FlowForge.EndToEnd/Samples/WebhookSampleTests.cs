using System.Net;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Samples;

/// <summary>The samples that answer a webhook, from the file to the caller's answer.</summary>
public sealed class WebhookSampleTests : IAsyncLifetime
{
    private HostProcess _host = null!;

    private HostClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task HelloWebhook_Called_Greets()
    {
        await Sample.PublishAsync(Client, "hello-webhook");

        var answer = (await Client.GetAsync("hooks/hello/Ada")).Expect(HttpStatusCode.OK);

        var run = await Sample.LastRunAsync(Client, "hello-webhook");
        Assert.Equal($$"""{"greeting":"Hello, Ada!","run":"{{run}}"}""", answer.Text);
        (await Client.FramesAsync(run)).HoldsBothSidesOf("hook", "greet", "answer");
    }

    [Theory]
    [InlineData("[{\"price\":40,\"count\":3},{\"price\":15,\"count\":2}]", "\"total\":150,\"discount\":15,\"shipping\":{\"cost\":0,\"method\":\"express\"},\"toPay\":135", "discount", "standard")]
    [InlineData("[{\"price\":10,\"count\":2}]", "\"total\":20,\"discount\":0,\"shipping\":{\"cost\":5,\"method\":\"parcel\"},\"toPay\":25", "standard", "discount")]
    public async Task OrderWebhook_EitherSide_AnswersWhatIsToPay(string lines, string paid, string taken, string skipped)
    {
        await Sample.PublishAsync(Client, "order-webhook");

        var answer = (await Client.PostAsync("hooks/orders", $$"""{"id":"o-1","customer":"ada","lines":{{lines}}}""")).Expect(HttpStatusCode.Created);

        Assert.Equal($$"""{"accepted":true,"order":"o-1","customer":"ada",{{paid}}}""", answer.Text);
        var run = await Sample.LastRunAsync(Client, "order-webhook");
        (await Client.RunOfAsync(run)).Completed();
        var frames = await Client.FramesAsync(run);
        frames.HoldsBothSidesOf("hook", "total", "large", taken, "together", "answer");
        Assert.Equal(["SKIPPED", "SKIPPED"], frames.Where(frame => frame.NodeId() == skipped || frame.NodeId() == "refuse").Select(frame => frame.Status()));
    }

    [Fact]
    public async Task OrderWebhook_WithoutLines_LeavesThroughTheErrorPort()
    {
        await Sample.PublishAsync(Client, "order-webhook");

        var answer = (await Client.PostAsync("hooks/orders", """{"id":"o-2","lines":[]}""")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("""{"accepted":false,"reason":"The order has no lines."}""", answer.Text);
        var run = await Sample.LastRunAsync(Client, "order-webhook");
        (await Client.RunOfAsync(run)).Completed();
        var failed = Assert.Single(await Client.FramesAsync(run, "&node=total&status=FAILED"));
        Assert.Equal("script.failed", failed.FailureCode());
    }
}
