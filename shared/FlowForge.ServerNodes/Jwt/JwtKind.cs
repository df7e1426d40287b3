using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FlowForge.ServerNodes.Jwt;

/// <summary>Signs, verifies and decodes JSON Web Tokens. Failures: <c>jwt.invalid</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
/// <param name="credentials">The vault that has keys.</param>
internal sealed class JwtKind(ICredentials credentials) : INodeKind
{
    private static readonly string[] Types = ["jwt"];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };
    private readonly TypedParameters<JwtParameters> parameters = new((_, given) => JwtParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => JwtDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<JwtParameters>(parameters, MakeAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> MakeAsync(NodeItem item, JwtParameters own, CancellationToken cancellation)
    {
        var draft = own.Operation == JwtOperation.Decode
            ? JwtContent.Of(own.Token, own.IsComplete)
            : await WithKeyAsync(item.Context, own, cancellation).ConfigureAwait(false);
        return draft.IsFailure ? draft.Failure : new Made(draft.Value, item.Item.Binary).Alone();
    }

    private async ValueTask<Outcome<ObjectDraft>> WithKeyAsync(INodeContext context, JwtParameters own, CancellationToken cancellation)
    {
        var opened = await Credential.OpenAsync(credentials, context, "jwt", Types, cancellation).ConfigureAwait(false);
        var signs = own.Operation == JwtOperation.Sign;
        var made = opened.IsFailure ? opened.Failure : JwtKey.Of(opened.Value, own.Algorithm, signs);
        if (made.IsFailure)
        {
            return made.Failure;
        }

        using var key = made.Value;
        var now = context.Clock.GetUtcNow();
        return signs ? Sign(own, key, now) : await VerifyAsync(own, opened.Value, key, now).ConfigureAwait(false);
    }

    private static Outcome<ObjectDraft> Sign(JwtParameters own, JwtKey key, DateTimeOffset now)
    {
        var claims = JwtClaims.Of(own, now);
        var signing = new SigningCredentials(key.Key, key.Algorithm);
        try
        {
            key.Key.KeyId = own.KeyId;
            var token = Handler.CreateToken(claims, signing);
            var draft = new ObjectDraft();
            draft.Put("token", new(JsonValues.Text(token)));
            return draft;
        }
        catch (Exception unfit) when (unfit is ArgumentException or NotSupportedException or InvalidOperationException or SecurityTokenException)
        {
            return Failure.Of(FailureCodes.CredentialInvalid, $"The credential's key cannot sign by {key.Algorithm}.");
        }
    }

    private static async ValueTask<Outcome<ObjectDraft>> VerifyAsync(JwtParameters own, Opened opened, JwtKey key, DateTimeOffset now)
    {
        var issuer = own.Issuer ?? opened.Field("issuer");
        var audience = own.Audience ?? opened.Field("audience");
        var result = await Handler.ValidateTokenAsync(own.Token, new()
        {
            ValidAlgorithms = [key.Algorithm],
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = true,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = false,
            LifetimeValidator = (from, until, _, _) =>
                (own.IgnoresExpiration || until is not { } end || end > now.UtcDateTime - own.Tolerance)
                && (own.IgnoresNotBefore || from is not { } begin || begin <= now.UtcDateTime + own.Tolerance),
            ValidateIssuer = issuer.Length > 0,
            ValidIssuer = issuer.Length > 0 ? issuer : null,
            ValidateAudience = audience.Length > 0,
            ValidAudience = audience.Length > 0 ? audience : null,
        }).ConfigureAwait(false);
        return result.IsValid ? JwtContent.Of(own.Token, own.IsComplete) : JwtContent.Invalid(result.Exception);
    }
}
