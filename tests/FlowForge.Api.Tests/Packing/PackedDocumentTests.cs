using System.Text;
using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Packing;

public sealed class PackedDocumentTests : IAsyncLifetime
{
    private const string Path = "/api/workflows";
    private const string Json = "application/json";
    private static readonly byte[] Document = Encoding.UTF8.GetBytes(Documents.Hello());
    private ApiHost _host = null!;

    public static TheoryData<string> Codings => Packed.Codings;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Post_PackedDocument_IsSaved(string coding)
    {
        var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, Packed.Of(coding, Document), Json);

        Assert.True(status == 201, text);
        Assert.Equal("hello", (await _host.GetAsync($"{Path}/hello"))["id"]);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Post_PackedStart_IsItsItems(string coding)
    {
        await _host.PostAsync(Path, Documents.Hello());

        var (status, text) = await Packed.PostAsync(_host.Http, $"{Path}/hello/runs?wait=60", coding, Packed.Of(coding, """{ "n": 1 }"""u8), Json);

        Assert.True(status == 200, text);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Post_HoldsMoreThanADocumentMay_Is413(string coding)
    {
        var bomb = Packed.Of(coding, new byte[Limits.DocumentBytes + 1]);
        Assert.True(bomb.Length < Limits.DocumentBytes / 100);

        var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, bomb, Json);

        Assert.Equal(413, status);
        Assert.Contains("request.tooLarge", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Post_CutOff_Is400(string coding)
    {
        var whole = Packed.Of(coding, Document);
        foreach (var length in (int[])[1, whole.Length / 2, whole.Length - 1])
        {
            var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, whole[..length], Json);

            Assert.True(status == 400, $"{length} of {whole.Length}: {status} {text}");
            Assert.Contains("request.encoding", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Post_NotPackedAsItSays_IsRefused(string coding)
    {
        foreach (var body in (byte[][])[Document, [.. Packed.Of(coding, Document)[..4], .. Enumerable.Repeat((byte)0xff, 40)]])
        {
            var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, body, Json);

            // Raw deflate has nothing by which it could be told from other bytes: what comes out of them is then no document.
            Assert.True(status == 400 || (coding is "deflate" or "raw" && status == 422), $"{status} {text}");
        }
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("deflate, gzip")]
    [InlineData("identity, gzip")]
    [InlineData("zstd")]
    [InlineData("gzip;q=1")]
    public async Task Post_PackedTwiceOrInAnUnknownWay_Is415(string coding)
    {
        var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, Packed.Of("gzip", Packed.Of("gzip", Document)), Json);

        Assert.Equal(415, status);
        Assert.Contains("request.encoding", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_PackedTwiceAndSaidOnce_IsNoJson() =>
        Assert.Equal(422, (await Packed.PostAsync(_host.Http, Path, "gzip", Packed.Of("gzip", Packed.Of("gzip", Document)), Json)).Status);
}
