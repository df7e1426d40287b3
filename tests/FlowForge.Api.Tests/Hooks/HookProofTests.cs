using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Api.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FlowForge.Api.Tests.Hooks;

/// <summary>Who may call a webhook that asks for a proof.</summary>
public sealed class HookProofTests : IAsyncLifetime
{
    private const string Secret = "a secret of more than thirty-two bytes, for every scheme";
    private const string Body = """{ "order": 1 }""";
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public static TheoryData<string> Schemes => ["standard", "github", "stripe", "slack", "shopify"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Signature_ThatHolds_StartsARun(string scheme)
    {
        await PublishAsync("signature", scheme);

        Assert.Equal(200, (await CallAsync(Signed(scheme, Body, Now()))).Status);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Signature_OfAnotherBody_Is401(string scheme)
    {
        await PublishAsync("signature", scheme);

        (await CallAsync(Signed(scheme, Body + " ", Now()))).AssertRefused(401, "hook.unauthorized");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Signature_CutShortOrMissing_GetsTheSame401(string scheme)
    {
        await PublishAsync("signature", scheme);
        var signed = Signed(scheme, Body, Now());
        var cut = signed.Select(header => header.Name.Contains("signature", StringComparison.Ordinal) || header.Name.Contains("hmac", StringComparison.Ordinal)
            ? (header.Name, header.Value[..^4]) : header).ToArray();

        var missing = await CallAsync();
        var shortened = await CallAsync(cut);

        missing.AssertRefused(401, "hook.unauthorized");
        Assert.Equal(missing.Body, shortened.Body);
    }

    [Theory]
    [InlineData("standard", -301)]
    [InlineData("standard", 302)]
    [InlineData("stripe", -301)]
    [InlineData("stripe", 302)]
    [InlineData("slack", -301)]
    [InlineData("slack", 302)]
    public async Task Signature_OfATimeTooFarAway_Is401(string scheme, int seconds)
    {
        await PublishAsync("signature", scheme);

        (await CallAsync(Signed(scheme, Body, Now() + seconds))).AssertRefused(401, "hook.unauthorized");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Signature_OneDeliveryManyTimesAtOnce_GivesOneRun(string scheme)
    {
        await PublishAsync("signature", scheme);
        var signed = Signed(scheme, Body, Now());

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CallAsync(signed)));

        Assert.All(answers, answer => Assert.InRange(answer.Status, 200, 202));
        Assert.Equal(1, (await _host.GetAsync("/api/runs?workflow=a")).Root.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Signature_MadeWithTheKeyOfAStandardSecret_Holds()
    {
        var key = RandomNumberGenerator.GetBytes(24);
        await PublishAsync("signature", "standard", secret: "whsec_" + Convert.ToBase64String(key));
        var time = Now().ToString(CultureInfo.InvariantCulture);
        var mac = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"m1.{time}.{Body}")));

        Assert.Equal(200, (await CallAsync(("webhook-id", "m1"), ("webhook-timestamp", time), ("webhook-signature", $"v1,AAAA v2,{mac} v1,{mac}"))).Status);
    }

    [Fact]
    public async Task Basic_WithUserAndPassword_HoldsAndIsNotInTheItem()
    {
        await CredentialAsync("basic", """{ "user": "ada", "password": "öffne dich" }""");
        await HookAsync("basic");
        var pair = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:öffne dich"))).ToString();

        var answer = await CallAsync(("Authorization", pair));
        var wrong = await CallAsync(("Authorization", pair[..^6] + "AAAA=="));

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Root.GetProperty("headers").TryGetProperty("authorization", out _));
        wrong.AssertRefused(401, "hook.unauthorized");
        Assert.StartsWith("Basic", wrong.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_WithItsValue_HoldsAndIsNotInTheItem()
    {
        await CredentialAsync("header", $$"""{ "name": "X-Shop-Key", "value": "{{Secret}}" }""");
        await HookAsync("header");

        var answer = await CallAsync(("x-shop-key", Secret));

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain(Secret, answer.Body, StringComparison.Ordinal);
        (await CallAsync(("x-shop-key", Secret + "x"))).AssertRefused(401, "hook.unauthorized");
        (await CallAsync(("x-shop-key", ""))).AssertRefused(401, "hook.unauthorized");
    }

    [Theory]
    [InlineData("HS256", 60, "shop", 200)]
    [InlineData("HS256", -400, "shop", 401)]
    [InlineData("HS256", null, "shop", 401)]
    [InlineData("HS256", 60, "another", 401)]
    [InlineData("HS384", 60, "shop", 401)]
    public async Task Jwt_IsCheckedByTheCredentialsAlgorithmIssuerAndTime(string algorithm, int? expires, string issuer, int status)
    {
        await CredentialAsync("jwt", $$"""{ "algorithm": "HS256", "secret": "{{Secret}}", "issuer": "shop" }""");
        await HookAsync("jwt");
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Expires = expires is { } seconds ? DateTime.UtcNow.AddSeconds(seconds) : null,
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), algorithm),
        });

        Assert.Equal(status, (await CallAsync(("Authorization", $"Bearer {token}"))).Status);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Jwt_OfAKeyPair_HoldsEachTime(string algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (key, pem) = algorithm == "RS256" ? ((SecurityKey)new RsaSecurityKey(rsa), rsa.ExportSubjectPublicKeyInfoPem()) : (new ECDsaSecurityKey(curve), curve.ExportSubjectPublicKeyInfoPem());
        await CredentialAsync("jwt", $$"""{ "algorithm": "{{algorithm}}", "publicKey": "{{pem.ReplaceLineEndings("\\n")}}" }""");
        await HookAsync("jwt");
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { SigningCredentials = new(key, algorithm) });

        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(200, (await CallAsync(("Authorization", $"Bearer {token}"))).Status);
        }
    }

    [Fact]
    public async Task Jwt_WithoutASignature_Is401()
    {
        await CredentialAsync("jwt", $$"""{ "algorithm": "HS256", "secret": "{{Secret}}" }""");
        await HookAsync("jwt");
        var head = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        (await CallAsync(("Authorization", $"Bearer {head}.{Base64UrlEncoder.Encode($$"""{"exp":{{Now() + 60}}}""")}."))).AssertRefused(401, "hook.unauthorized");
    }

    [Fact]
    public async Task Hook_WhoseCredentialIsGone_LetsNobodyIn()
    {
        await PublishAsync("signature", "github");
        var etag = (await _host.GetAsync("/api/credentials/shop")).ETag;
        Assert.Equal(204, (await _host.SendAsync("DELETE", "/api/credentials/shop", headers: ("If-Match", etag))).Status);

        (await CallAsync(Signed("github", Body, Now()))).AssertRefused(401, "hook.unauthorized");
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static (string Name, string Value)[] Signed(string scheme, string body, long at)
    {
        var time = at.ToString(CultureInfo.InvariantCulture);
        byte[] Mac(string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text));
        return scheme switch
        {
            "standard" => [("webhook-id", "m1"), ("webhook-timestamp", time), ("webhook-signature", "v1," + Convert.ToBase64String(Mac($"m1.{time}.{body}")))],
            "github" => [("x-github-delivery", "d1"), ("x-hub-signature-256", "sha256=" + Convert.ToHexStringLower(Mac(body)))],
            "stripe" => [("stripe-signature", $"t={time},v1={Convert.ToHexStringLower(Mac($"{time}.{body}"))}")],
            "slack" => [("x-slack-request-timestamp", time), ("x-slack-signature", "v0=" + Convert.ToHexStringLower(Mac($"v0:{time}:{body}")))],
            _ => [("x-shopify-hmac-sha256", Convert.ToBase64String(Mac(body)))],
        };
    }

    private async Task PublishAsync(string type, string scheme, string secret = Secret)
    {
        await CredentialAsync("signature", $$"""{ "secret": "{{secret}}" }""");
        await HookAsync(type, $", \"scheme\": \"{scheme}\"");
    }

    private async Task CredentialAsync(string type, string values)
    {
        var made = await _host.PostAsync("/api/credentials", $$"""{ "id": "shop", "type": "{{type}}", "values": {{values}} }""");
        Assert.True(made.Status == 201, made.Body);
    }

    private Task HookAsync(string type, string more = "") => _host.PublishAsync($$"""
        { "flowforge": 1, "id": "a", "name": "a", "graph": { "edges": [], "nodes": [
          { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "a", "respond": "lastNode", "auth": { "type": "{{type}}", "credential": "shop"{{more}} } } } ] } }
        """);

    private Task<Answered> CallAsync(params (string Name, string Value)[] headers) => _host.PostAsync("/api/hooks/a", Body, headers);
}
