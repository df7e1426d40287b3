using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>Credentials as calls and webhook checks use them. Only Egress and webhook intake open one; scripts, frames and exports never see values.</summary>
public interface ICredentials
{
    /// <summary>What may be known of a credential, or null when there is none.</summary>
    ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Opens a credential for one use, which is written to the audit log. Failures: <c>credential.unavailable</c> (there is none),
    /// <c>credential.unreadable</c> (its seal does not open with this vault's key).
    /// </summary>
    ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation);
}

/// <summary>What may be known of a credential: everything but its values.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Type">Name of its <see cref="CredentialType"/>.</param>
/// <param name="Origins">Origins it may be sent to.</param>
/// <param name="Version">1 and up.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ChangedAt">When it was changed last, UTC.</param>
public sealed record CredentialFacts(
    string Id, string Name, string Type, IReadOnlyList<string> Origins, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <summary>Who opens a credential, and for what.</summary>
/// <param name="Run">The run, or null for a webhook check or a test.</param>
/// <param name="Node">The node, or null.</param>
/// <param name="Purpose">Where the values go: an origin, or <c>hook</c>.</param>
public sealed record CredentialUse(string? Run, string? Node, string Purpose);

/// <summary>An opened credential. Not a record, so that its values are never printed by accident; it goes nowhere but into a header or a comparison.</summary>
/// <param name="facts">What may be known of it.</param>
/// <param name="values">Its values by field.</param>
/// <param name="mask">Takes the values out of what comes back.</param>
public sealed class OpenedCredential(CredentialFacts facts, IReadOnlyDictionary<string, string> values, ICredentialMask mask)
{
    /// <summary>What may be known of it.</summary>
    public CredentialFacts Facts => facts;

    /// <summary>Takes the values out of what comes back from the call.</summary>
    public ICredentialMask Mask => mask;

    /// <summary>A field's value; empty when it was left out.</summary>
    public string Value(string field) => values.GetValueOrDefault(field, "");

    /// <summary>Whether it may be sent to the address's origin.</summary>
    public bool MayGoTo(Uri address) => facts.Origins.Any(origin => OriginPattern.Matches(origin, address));

    /// <summary>Its id; never its values.</summary>
    public override string ToString() => $"credential {facts.Id}";
}

/// <summary>Replaces a credential's values (8 characters or longer, also in base64, URL-encoded and as JSON writes them) by <c>[credential:id]</c>.</summary>
public interface ICredentialMask
{
    /// <summary>The text without the values.</summary>
    string Mask(string text);

    /// <summary>The bytes, UTF-8 as far as they are text, without the values; the same memory when nothing was found.</summary>
    ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> bytes);

    /// <summary>A stream that gives what <paramref name="inner"/> gives, without the values, also where one stands across two reads.</summary>
    Stream Mask(Stream inner);
}
