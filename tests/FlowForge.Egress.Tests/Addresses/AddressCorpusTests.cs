using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Addresses;

public sealed class AddressCorpusTests
{
    public static TheoryData<string> Cases => Corpus.Cases("addresses.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task SendAsync_HostileAddress_IsRefusedWithItsCode(string entry)
    {
        var expected = Corpus.Read(entry);
        var resolves = expected.TryGetProperty("resolves", out var list) ? list.EnumerateArray().Select(a => a.GetString()!).ToArray() : null;
        var names = new ScriptedNames(resolves ?? []);
        using var egress = Calls.Allowing("", names: names);

        var failure = await egress.FailureAsync(Calls.Get(expected.Text("url")!));

        Assert.Equal(expected.Text("code"), failure.Code);
        Assert.Equal(failure.Code == "egress.connection", failure.Retryable);
        Assert.Equal(resolves is null ? 0 : 1, names.Asked);
        if (failure.Code == "egress.addressNotAllowed")
        {
            Assert.Contains("address not allowed", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    public async Task SendAsync_LoopbackInAnyNotation_OpensNoConnection(string form)
    {
        await using var server = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var egress = Calls.Allowing("");

        var failure = await egress.FailureAsync(Calls.Get(string.Format(form, server.Port)));

        Assert.Equal("egress.addressNotAllowed", failure.Code);
        Assert.Equal(0, server.Connections);
    }
}
