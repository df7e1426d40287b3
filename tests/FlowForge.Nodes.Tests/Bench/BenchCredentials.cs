using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Secrets;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>
/// A vault with the credentials that cases name: <c>tokens</c> (a JSON Web Token secret of a short kind), <c>rsa</c> and <c>curve</c> (keys), <c>strict</c>
/// (with issuer and audience), <c>signing</c> (a signing secret), <c>account</c> (user and password).
/// </summary>
internal static class BenchCredentials
{
    public static readonly ICredentialVault Vault = Create();

    public static string Key(string name)
    {
        using var stream = typeof(BenchCredentials).Assembly.GetManifestResourceStream($"{name}.pem")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static CredentialVault Create()
    {
        var vault = new CredentialVault(new MemoryCredentialStore(), new EnvelopeBox(new([MasterKey.New()])), new MemoryAuditLog(), TimeProvider.System);
        Add(vault, "tokens", "jwt", new() { ["algorithm"] = "HS256", ["secret"] = "too-short" });
        Add(vault, "strict", "jwt", new() { ["algorithm"] = "HS256", ["secret"] = "too-short", ["issuer"] = "me", ["audience"] = "you" });
        Add(vault, "rsa", "jwt", new() { ["algorithm"] = "RS256", ["privateKey"] = Key("rsa"), ["publicKey"] = Key("rsa-public") });
        Add(vault, "curve", "jwt", new() { ["algorithm"] = "ES256", ["privateKey"] = Key("curve") });
        Add(vault, "signing", "signature", new() { ["secret"] = "key" });
        Add(vault, "account", "smtp", new() { ["user"] = "me", ["password"] = "secret-password" });
        return vault;
    }

    private static void Add(CredentialVault vault, string id, string type, Dictionary<string, string> values)
    {
        var made = vault.CreateAsync(new(id, id, type, [], values), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Assert.Null(made.Failure);
    }
}
