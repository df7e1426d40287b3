using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Egress.Connections;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Egress.Tests.Responses;

public sealed class MaskedFileTests
{
    private const string Token = "a-token-of-some-length";

    [Fact]
    public async Task SendAsync_FileThatEchoesTheCredential_IsMaskedOnItsWay()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync($"you sent {context.Request.Headers.Authorization}"));
        using var egress = new SafeEgress(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System, new SystemNames(), new OneToken(server.Url));
        var target = new MemoryStream();

        var answer = await egress.AnswerAsync(Calls.Get(server.Url) with { Credential = new("c", "r", "n"), BodyTo = _ => target });

        Assert.Equal("you sent Bearer [credential:c]", Encoding.UTF8.GetString(target.ToArray()));
        Assert.Equal(target.Length, answer.Length);
    }

    private sealed class OneToken(string origin) : ICredentials, ICredentialMask
    {
        private readonly CredentialFacts _facts = new("c", "c", "bearer", [origin], 1, default, default);

        public ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) => new(_facts);

        public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) =>
            new(new OpenedCredential(_facts, new Dictionary<string, string> { ["token"] = Token }, this));

        public string Mask(string text) => text.Replace(Token, "[credential:c]", StringComparison.Ordinal);

        public ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetBytes(Mask(Encoding.UTF8.GetString(bytes.Span)));

        // As small as the answers here; the vault's own mask reads on across pieces and has tests of its own.
        public Stream Mask(Stream inner) => new WholeMask(inner, this);
    }

    private sealed class WholeMask(Stream inner, ICredentialMask mask) : MemoryStream
    {
        private Stream? _masked;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_masked is null)
            {
                var whole = new MemoryStream();
                await inner.CopyToAsync(whole, cancellationToken);
                _masked = new MemoryStream(mask.Mask((ReadOnlyMemory<byte>)whole.ToArray()).ToArray());
            }

            return await _masked.ReadAsync(buffer, cancellationToken);
        }
    }
}
