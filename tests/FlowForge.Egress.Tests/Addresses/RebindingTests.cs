using System.Net;
using FlowForge.Egress.Tests.Servers;

namespace FlowForge.Egress.Tests.Addresses;

public sealed class RebindingTests
{
    private const string CloseAfter = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    private const string KeepOpen = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task SendAsync_NameThatLeadsElsewhereTheSecondTime_IsRefusedAtConnect()
    {
        await using var allowed = RawServer.Answering(CloseAfter);
        await using var inside = new RawServer(exchange => exchange.WriteAsync(CloseAfter), IPAddress.Parse("127.0.0.2"), allowed.Port);
        using var egress = Calls.Allowing("127.0.0.1", names: new ScriptedNames(["127.0.0.1"], ["127.0.0.2"]));
        var request = Calls.Get($"http://rebinding.example:{allowed.Port}/");

        var first = await egress.AnswerAsync(request);
        var second = await egress.FailureAsync(request);

        Assert.Equal("ok", first.Text());
        Assert.Equal("egress.addressNotAllowed", second.Code);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task SendAsync_NameWithAllowedAndRefusedAddresses_ConnectsToTheAllowedOneOnly()
    {
        await using var allowed = RawServer.Answering(CloseAfter);
        await using var inside = new RawServer(exchange => exchange.WriteAsync(CloseAfter), IPAddress.Parse("127.0.0.2"), allowed.Port);
        using var egress = Calls.Allowing("127.0.0.1", names: new ScriptedNames(["127.0.0.2", "127.0.0.1"]));

        await egress.AnswerAsync(Calls.Get($"http://mixed.example:{allowed.Port}/"));

        Assert.Equal(1, allowed.Connections);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task SendAsync_FirstAddressDoesNotAnswer_TriesTheNext()
    {
        await using var server = RawServer.Answering(CloseAfter);
        using var egress = Calls.Allowing("127.0.0.0/8", names: new ScriptedNames(["127.0.0.3", "127.0.0.1"]));

        var answer = await egress.AnswerAsync(Calls.Get($"http://two.example:{server.Port}/"));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task SendAsync_OpenConnectionToOneHost_IsNotUsedForAnother()
    {
        await using var server = new RawServer(async exchange =>
        {
            await exchange.WriteAsync(KeepOpen);
            await Task.Delay(Timeout.Infinite, exchange.Stop);
        });
        using var egress = Calls.Allowing("intranet.example", names: new ScriptedNames(["127.0.0.1"]));

        await egress.AnswerAsync(Calls.Get($"http://intranet.example:{server.Port}/"));
        var other = await egress.FailureAsync(Calls.Get($"http://other.example:{server.Port}/"));
        var literal = await egress.FailureAsync(Calls.Get($"http://127.0.0.1:{server.Port}/"));

        Assert.Equal("egress.addressNotAllowed", other.Code);
        Assert.Equal("egress.addressNotAllowed", literal.Code);
        Assert.Equal(1, server.Connections);
    }
}
