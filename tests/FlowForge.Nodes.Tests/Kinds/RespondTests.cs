using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Kinds;

public class RespondTests
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string Json = "application/json";

    [Theory]
    [InlineData("{}", 200, Json, """{"a":1}""")]
    [InlineData("""{ "status": 201 }""", 201, Json, """{"a":1}""")]
    [InlineData("""{ "body": "hello ü" }""", 200, Plain, "hello ü")]
    [InlineData("""{ "body": "={{ $json.a }}" }""", 200, Json, "1")]
    [InlineData("""{ "body": { "ok": true, "from": "={{ $json.a }}" } }""", 200, Json, """{"ok":true,"from":1}""")]
    [InlineData("""{ "body": [1, "ü"] }""", 200, Json, """[1,"ü"]""")]
    [InlineData("""{ "body": false }""", 200, Json, "false")]
    [InlineData("""{ "body": null }""", 200, null, "")]
    [InlineData("""{ "body": "={{ $json.gone }}" }""", 200, null, "")]
    [InlineData("""{ "body": "" }""", 200, Plain, "")]
    [InlineData("""{ "status": 204, "body": "x" }""", 204, null, "")]
    [InlineData("""{ "body": "<p>", "headers": { "Content-Type": "text/html" } }""", 200, "text/html", "<p>")]
    [InlineData("""{ "status": "={{ $json.a }}" }""", 0, null, null)]
    public async Task RunAsync_Parameters_MakeTheReply(string parameters, int status, string? type, string? body)
    {
        var bench = KindRuns.Bench("respond", parameters).With("in", """{ "a": 1 }""", """{ "a": 2 }""");

        var result = await bench.RunAsync();

        if (status == 0)
        {
            Assert.Equal(FailureCodes.Parameter, Assert.IsType<NodeResult.Failed>(result).Failure.Code);
            return;
        }

        var reply = Assert.IsType<NodeResult.Completed>(result).Reply!;
        Assert.Equal((status, type, body), (reply.Status, reply.ContentType, Encoding.UTF8.GetString(reply.Body.Span)));
        Assert.Equal(["out"], bench.Passed);
    }

    [Fact]
    public async Task RunAsync_NoItems_RepliesWithoutBody()
    {
        var reply = Assert.IsType<NodeResult.Completed>(await KindRuns.Bench("respond").RunAsync()).Reply!;

        Assert.Equal((200, 0, null), (reply.Status, reply.Body.Length, reply.ContentType));
    }

    [Fact]
    public async Task RunAsync_Headers_AreKeptInOrder()
    {
        var bench = KindRuns.Bench("respond", """{ "headers": { "X-B": "={{ $json.n }}", "X-A": "two words", "X-Gone": null } }""").With("in", """{ "n": 1.5 }""");

        var reply = Assert.IsType<NodeResult.Completed>(await bench.RunAsync()).Reply!;

        Assert.Equal([new("X-B", "1.5"), new("X-A", "two words")], reply.Headers);
    }

    [Theory]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("content-length", "5")]
    [InlineData("Connection", "close")]
    [InlineData("Host", "x")]
    [InlineData("X Y", "1")]
    [InlineData("X:", "1")]
    [InlineData("", "1")]
    [InlineData("X-A", "a\\r\\nX-B: b")]
    [InlineData("X-A", "a\\nb")]
    [InlineData("X-A\\r\\n", "a")]
    [InlineData("X-A", "\\u0000")]
    [InlineData("X-A", "ü")]
    [InlineData("Content-Type", "text/html\\r\\nX: y")]
    public async Task RunAsync_RefusedHeader_Fails(string name, string value)
    {
        var bench = KindRuns.Bench("respond", $$"""{ "headers": { "{{name}}": "{{value}}" } }""").With("in", "{}");

        var failed = Assert.IsType<NodeResult.Failed>(await bench.RunAsync());

        Assert.Equal(FailureCodes.Parameter, failed.Failure.Code);
        Assert.Contains("headers.", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "status": 99 }""")]
    [InlineData("""{ "status": 600 }""")]
    [InlineData("""{ "status": 200.5 }""")]
    [InlineData("""{ "headers": "X-A: b" }""")]
    public async Task RunAsync_WrongParameters_Fails(string parameters)
    {
        var failed = Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("respond", parameters).With("in", "{}").RunAsync());

        Assert.Equal(FailureCodes.Parameter, failed.Failure.Code);
    }
}
