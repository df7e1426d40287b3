using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;
using FlowForge.ServerNodes.Email;
using MimeKit;

namespace FlowForge.Nodes.Tests.Mail;

/// <summary>Mails over a real connection to a real listener.</summary>
public sealed class EmailTests : IDisposable
{
    private readonly SafeEgress _open = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
    private readonly SafeEgress _closed = new(EgressOptions.Parse("").Value!, TimeProvider.System);

    public void Dispose()
    {
        _open.Dispose();
        _closed.Dispose();
    }

    [Fact]
    public async Task Send_Mail_ReachesTheServerAsWritten()
    {
        await using var server = new SmtpListener();
        var bench = await SendAsync(server, """
            "from": "Shop <shop@a.example>", "to": "Ann <ann@b.example>, bob@b.example", "cc": "cc@b.example", "bcc": "bcc@b.example", "replyTo": "help@a.example",
            "subject": "Grüße", "text": "hällo", "html": "<b>hällo</b>"
            """);

        Assert.Empty(bench.ItemFailures);
        Assert.Contains("MAIL FROM:<shop@a.example>", server.Heard[1], StringComparison.Ordinal);
        Assert.Equal(["ann", "bob", "cc", "bcc"], server.Heard.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)).Select(line => line.Split('<', '@')[1]));
        var mail = await ReadAsync(server);
        Assert.Equal(("Grüße", "hällo", "<b>hällo</b>"), (mail.Subject, mail.TextBody!.TrimEnd(), mail.HtmlBody!.TrimEnd()));
        Assert.Equal(("\"Ann\" <ann@b.example>, bob@b.example", "cc@b.example", "", "help@a.example"), (mail.To.ToString(), mail.Cc.ToString(), mail.Bcc.ToString(), mail.ReplyTo.ToString()));
        Assert.Equal("key-0-0@a.example", mail.MessageId);
        var item = bench.Output["out"][0].Item.Json;
        Assert.Equal("""["ann@b.example","bob@b.example","cc@b.example","bcc@b.example"]""", item.GetProperty("accepted").GetRawText());
        Assert.Equal(("<key-0-0@a.example>", "queued as 1"), (item.GetProperty("messageId").GetString(), item.GetProperty("response").GetString()));
        Assert.True(item.GetProperty("messageSize").GetInt64() > 300);
    }

    [Fact]
    public async Task Send_Attachments_ComeWithNameAndType()
    {
        await using var server = new SmtpListener();
        var kept = NewBench(_open, Parameters(server, To("\"attachments\": \"a, b\"")));
        var files = default(JsonElement);
        foreach (var (name, text, file) in new[] { ("a", "x,y", "list.csv"), ("b", "{}", "b.json") })
        {
            files = (await kept.Binaries.WriteAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), null, file, CancellationToken.None)).Value!.On(files, name);
        }

        kept.With("in", ItemList.Of([new Item(JsonElement.Parse("{}"), files)]));

        Assert.Equal(NodeResult.Done, await kept.RunAsync());
        Assert.Empty(kept.ItemFailures);
        var parts = (await ReadAsync(server)).Attachments.Cast<MimePart>().ToArray();
        Assert.Equal(["list.csv text/csv", "b.json application/json"], parts.Select(part => $"{part.FileName} {part.ContentType.MimeType}"));
        using var content = new MemoryStream();
        await parts[0].Content!.DecodeToAsync(content);
        Assert.Equal("x,y"u8.ToArray(), content.ToArray());
    }

    [Fact]
    public async Task Send_OneOfTwoAddressesIsRefused_SaysWhich()
    {
        await using var server = new SmtpListener();
        var bench = await SendAsync(server, "\"from\": \"a@a.example\", \"to\": \"nobody@b.example, ann@b.example\"");

        var item = Assert.Single(bench.Output["out"]).Item.Json;
        Assert.Equal(("""["ann@b.example"]""", """["nobody@b.example"]"""), (item.GetProperty("accepted").GetRawText(), item.GetProperty("rejected").GetRawText()));
    }

    [Theory]
    [InlineData("nobody@b.example", false)]
    [InlineData("later@b.example", true)]
    public async Task Send_NoAddressIsTaken_Fails(string to, bool retryable)
    {
        await using var server = new SmtpListener();
        var failure = (await SendAsync(server, $"\"from\": \"a@a.example\", \"to\": \"{to}\"")).ItemFailures[0];

        Assert.Equal(("email.refused", retryable), (failure.Code, failure.Retryable));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_WithAnAccountInTheClear_IsAskedFor()
    {
        await using var server = new SmtpListener();

        Assert.Equal("email.notSecure", (await SendAsync(server, To("\"auth\": { \"credential\": \"account\" }, \"secure\": \"auto\""))).ItemFailures[0].Code);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty((await SendAsync(server, To("\"auth\": { \"credential\": \"account\" }"))).ItemFailures);
        Assert.Contains(server.Heard, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_CertificateThatNobodyTrusts_Fails()
    {
        await using var server = new SmtpListener("STARTTLS AUTH=PLAIN");

        Assert.Equal("email.notSecure", (await SendAsync(server, To("\"secure\": \"startTls\""))).ItemFailures[0].Code);
        Assert.Equal("email.notSecure", (await SendAsync(server, To("\"secure\": \"auto\""))).ItemFailures[0].Code);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Send_EncryptionThatTheServerDoesNotOffer_Fails()
    {
        await using var server = new SmtpListener("");

        Assert.Equal("email.notSecure", (await SendAsync(server, To("\"secure\": \"startTls\""))).ItemFailures[0].Code);
    }

    [Fact]
    public async Task Send_ToAnAddressThatIsNotAllowed_SendsNothing()
    {
        await using var server = new SmtpListener();
        var bench = NewBench(_closed, Parameters(server, To("")));

        await bench.With("in", KindRuns.Numbers(1)).RunAsync();

        Assert.Equal(FailureCodes.AddressRefused, bench.ItemFailures[0].Code);
        Assert.Empty(server.Heard);
    }

    [Fact]
    public async Task Send_ToWhereNobodyListens_Fails()
    {
        int port;
        await using (var gone = new SmtpListener())
        {
            port = gone.Port;
        }

        var bench = NewBench(_open, $$"""{ "host": "127.0.0.1", "port": {{port}}, {{To("")}} }""");
        await bench.With("in", KindRuns.Numbers(1)).RunAsync();

        Assert.Equal((FailureCodes.ConnectionFailed, true), (bench.ItemFailures[0].Code, bench.ItemFailures[0].Retryable));
    }

    [Theory]
    [InlineData("\"from\": \"a@a.example\"", "\"to\" is needed")]
    [InlineData("\"from\": \"a@a.example, b@a.example\", \"to\": \"c@a.example\"", "\"from\" must be one address")]
    [InlineData("\"from\": \"nobody\", \"to\": \"c@a.example\"", "\"from\" must be addresses")]
    [InlineData("\"from\": \"a@a.example\", \"to\": \"c@a.example\\r\\nBcc: d@a.example\"", "\"to\" must be addresses")]
    [InlineData("\"from\": \"a@a.example\", \"to\": \"c@a.example\", \"subject\": \"x\\r\\nBcc: d@a.example\"", "\"subject\" must be one line")]
    [InlineData("\"from\": \"a@a.example\", \"to\": \"c@a.example\", \"secure\": \"ssl\"", "\"secure\" must be one of")]
    [InlineData("\"from\": \"a@a.example\", \"to\": \"c@a.example\", \"attachments\": \"x\"", "x")]
    public async Task Send_WrongParameters_AreRefusedBeforeAnythingIsSent(string parameters, string says)
    {
        await using var server = new SmtpListener();
        var bench = await SendAsync(server, parameters);

        Assert.Contains(says, bench.ItemFailures[0].Message, StringComparison.Ordinal);
        Assert.Empty(server.Heard);
    }

    private static string To(string more) => $"\"from\": \"a@a.example\", \"to\": \"b@b.example\"{(more.Length == 0 ? "" : ", ")}{more}";

    private static string Parameters(SmtpListener server, string parameters) =>
        $$"""{ "host": "127.0.0.1", "port": {{server.Port}}{{(parameters.Contains("secure", StringComparison.Ordinal) ? "" : ", \"secure\": \"none\"")}}, {{parameters}} }""";

    private static NodeBench NewBench(SafeEgress egress, string parameters) =>
        new(new EmailKind(egress, BenchCredentials.Vault), KindRuns.Node("email", parameters) with { OnError = OnError.Continue });

    private async Task<NodeBench> SendAsync(SmtpListener server, string parameters)
    {
        var bench = NewBench(_open, Parameters(server, parameters));
        Assert.Equal(NodeResult.Done, await bench.With("in", KindRuns.Numbers(1)).RunAsync());
        return bench;
    }

    private static async Task<MimeMessage> ReadAsync(SmtpListener server) =>
        await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Mails))));
}
