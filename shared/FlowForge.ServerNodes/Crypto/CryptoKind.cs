using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Crypto;

/// <summary>Hashes, authenticates and signs values, or makes random ones. Failures: <c>node.parameter</c>, <c>binary.*</c>, <c>credential.*</c>.</summary>
/// <param name="credentials">The vault that has keys.</param>
internal sealed class CryptoKind(ICredentials credentials) : INodeKind
{
    private static readonly string[] SecretTypes = ["signature", "jwt"];
    private static readonly string[] KeyTypes = ["jwt"];
    private readonly TypedParameters<CryptoParameters> parameters = new((_, given) => CryptoParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => CryptoDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<CryptoParameters>(parameters, MakeAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> MakeAsync(NodeItem item, CryptoParameters own, CancellationToken cancellation)
    {
        var result = own.Operation == CryptoOperation.Generate ? JsonValues.Text(RandomText.Of(own.Type, own.Length))
            : await OfValueAsync(item, own, cancellation).ConfigureAwait(false);
        if (result.IsFailure)
        {
            return result.Failure;
        }

        var draft = Values.Beside(item.Item, item.Context.Run.Manner == Manner.N8n ? own.As.Plain : own.As, result.Value);
        return draft.IsFailure ? draft.Failure : new Made(draft.Value, item.Item.Binary).Alone();
    }

    private async ValueTask<Outcome<JsonElement>> OfValueAsync(NodeItem item, CryptoParameters own, CancellationToken cancellation)
    {
        var key = await KeyAsync(item.Context, own, cancellation).ConfigureAwait(false);
        var opened = key.IsFailure ? key.Failure : await OpenAsync(item, own, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        try
        {
            return own.Operation switch
            {
                CryptoOperation.Hash => Written(own, await CryptographicOperations.HashDataAsync(own.Algorithm, content, cancellation).ConfigureAwait(false)),
                CryptoOperation.Hmac => Written(
                    own, await CryptographicOperations.HmacDataAsync(own.Algorithm, Encoding.UTF8.GetBytes(key.Value!), content, cancellation).ConfigureAwait(false)),
                CryptoOperation.Sign => await SignatureKey.SignAsync(own, key.Value!, content, cancellation).ConfigureAwait(false),
                _ => await SignatureKey.VerifyAsync(own, key.Value!, content, cancellation).ConfigureAwait(false),
            };
        }
        catch (PlatformNotSupportedException)
        {
            return Values.Wrong("algorithm", $"names {own.Algorithm.Name}, which this machine does not have");
        }
    }

    private static JsonElement Written(CryptoParameters own, byte[] bytes) => JsonValues.Text(own.Encoding.Write(bytes));

    private static async ValueTask<Outcome<Stream>> OpenAsync(NodeItem item, CryptoParameters own, CancellationToken cancellation)
    {
        if (own.Binary is null)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(own.Text!), writable: false);
        }

        if (BinaryRef.Find(item.Item, own.Binary) is not { } named)
        {
            return BinaryFailures.None(own.Binary);
        }

        var opened = await item.Context.Binaries.OpenAsync(named.Ref, cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure : opened.Value;
    }

    private async ValueTask<Outcome<string>> KeyAsync(INodeContext context, CryptoParameters own, CancellationToken cancellation)
    {
        if (own.Operation == CryptoOperation.Hash || own.Key.Length > 0)
        {
            return own.Key;
        }

        var isSecret = own.Operation == CryptoOperation.Hmac;
        var opened = await Credential.OpenAsync(credentials, context, "crypto", isSecret ? SecretTypes : KeyTypes, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        var (parameter, key) = own.Operation switch
        {
            CryptoOperation.Hmac => ("secret", opened.Value.Field("secret")),
            CryptoOperation.Sign => ("privateKey", opened.Value.Field("privateKey")),
            _ => ("publicKey", opened.Value.Field("publicKey") is { Length: > 0 } given ? given : opened.Value.Field("privateKey")),
        };
        return key.Length > 0 ? key : Values.Wrong(parameter, "is needed, here or in the credential");
    }
}
