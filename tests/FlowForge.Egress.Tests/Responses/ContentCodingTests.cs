using System.IO.Compression;
using System.Text;
using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Responses;

public sealed class ContentCodingTests
{
    private const string Text = "hello hello hello hello";

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("deflate:raw")]
    [InlineData("br")]
    [InlineData("gzip, br")]
    [InlineData("identity")]
    [InlineData("")]
    public async Task SendAsync_PackedBody_IsUnpacked(string coding)
    {
        var answer = await AnswerAsync(coding.Split(':')[0], coding.Split(',').Aggregate(Encoding.UTF8.GetBytes(Text), (body, layer) => Pack(body, layer.Trim())));

        Assert.Equal(Text, answer.Text());
        Assert.Null(answer.Header("content-encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task SendAsync_EmptyBodySaidToBePacked_IsEmpty(string coding) =>
        Assert.Equal(0, (await AnswerAsync(coding, [])).Body.Length);

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip, gzip, gzip")]
    public async Task SendAsync_UnknownCoding_LeavesTheBodyAndSaysSo(string coding)
    {
        var answer = await AnswerAsync(coding, [1, 2, 3]);

        Assert.Equal([1, 2, 3], answer.Body.ToArray());
        Assert.Equal(coding, answer.Header("content-encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task SendAsync_BodyThatIsNotPackedAsSaid_Fails(string coding)
    {
        await using var server = await ServeAsync(coding, Encoding.UTF8.GetBytes("this is \u00ff plain text, not packed at all"));
        using var egress = Calls.Allowing("127.0.0.1");

        var failure = await egress.FailureAsync(Calls.Get(server.Url));

        Assert.Equal("egress.connection", failure.Code);
        Assert.False(failure.Retryable);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("deflate:raw")]
    [InlineData("br")]
    public async Task SendAsync_PackedBodyThatIsCutOff_FailsInPlaceOfGivingAPart(string coding)
    {
        await using var server = await ServeAsync(coding.Split(':')[0], Pack(Encoding.UTF8.GetBytes(Text), coding)[..^3]);
        using var egress = Calls.Allowing("127.0.0.1");

        Assert.Equal("egress.connection", (await egress.FailureAsync(Calls.Get(server.Url))).Code);
    }

    private static async Task<Core.Ports.OutgoingResponse> AnswerAsync(string coding, byte[] body)
    {
        await using var server = await ServeAsync(coding, body);
        using var egress = Calls.Allowing("127.0.0.1");
        return await egress.AnswerAsync(Calls.Get(server.Url));
    }

    private static Task<LocalServer> ServeAsync(string coding, byte[] body) => LocalServer.StartAsync(async context =>
    {
        if (coding.Length > 0)
        {
            context.Response.Headers.ContentEncoding = coding;
        }

        await context.Response.Body.WriteAsync(body);
    });

    private static byte[] Pack(byte[] body, string coding)
    {
        var packed = new MemoryStream();
        using (Stream stream = coding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            "deflate:raw" => new DeflateStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => packed,
        })
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
