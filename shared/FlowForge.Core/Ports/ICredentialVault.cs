using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>Makes and changes credentials. Values go in and never come out.</summary>
public interface ICredentialVault : ICredentials
{
    /// <summary>The types a credential can have.</summary>
    IReadOnlyList<CredentialType> Types { get; }

    /// <summary>Credentials ordered by id.</summary>
    ValueTask<Page<CredentialFacts>> ListAsync(int limit, string? after, CancellationToken cancellation);

    /// <summary>
    /// Makes a credential. Failures: <c>credential.exists</c>, <c>credential.invalid</c> (id, type, a missing or unknown field, an origin;
    /// the message names it).
    /// </summary>
    ValueTask<Outcome<CredentialFacts>> CreateAsync(CredentialDraft draft, CancellationToken cancellation);

    /// <summary>
    /// Changes a credential that stands at <paramref name="version"/>. Fields the draft leaves out keep their value as long as the type is the same.
    /// Failures: <c>credential.unavailable</c>, <c>credential.changed</c> (another version), <c>credential.invalid</c>, <c>credential.unreadable</c>.
    /// </summary>
    ValueTask<Outcome<CredentialFacts>> ReplaceAsync(CredentialDraft draft, int version, CancellationToken cancellation);

    /// <summary>Deletes a credential that stands at <paramref name="version"/>. Failures: <c>credential.unavailable</c>, <c>credential.changed</c>.</summary>
    ValueTask<Outcome<CredentialFacts>> DeleteAsync(string id, int version, CancellationToken cancellation);
}

/// <summary>A credential as a person gives it. Not printed: a record would show its values.</summary>
/// <param name="id">Its id, <c>[A-Za-z0-9_-]{1,64}</c>.</param>
/// <param name="name">What people call it; the id when empty.</param>
/// <param name="type">Name of a type.</param>
/// <param name="origins">Origins it may be sent to.</param>
/// <param name="values">Values by field.</param>
public sealed class CredentialDraft(
    string id, string name, string type, IReadOnlyList<string> origins, IReadOnlyDictionary<string, string> values)
{
    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>What people call it.</summary>
    public string Name => name;

    /// <summary>Name of a type.</summary>
    public string Type => type;

    /// <summary>Origins it may be sent to.</summary>
    public IReadOnlyList<string> Origins => origins;

    /// <summary>Values by field.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Its id; never its values.</summary>
    public override string ToString() => $"draft of credential {id}";
}

/// <summary>A type of credential: which fields it has and what it is for.</summary>
/// <param name="Name">Its name, e.g. <c>basic</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="IsOutgoing">Whether calls carry it, so that it needs an origin.</param>
/// <param name="IsIncoming">Whether webhooks check callers with it.</param>
/// <param name="Fields">Its fields, in the order of a form.</param>
public sealed record CredentialType(
    string Name, string Title, string Summary, bool IsOutgoing, bool IsIncoming, IReadOnlyList<CredentialField> Fields);

/// <summary>A field of a credential.</summary>
/// <param name="Name">Its name in <c>values</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="IsSecret">Whether a form hides it and answers are masked for it.</param>
/// <param name="IsRequired">Whether it must be given.</param>
public sealed record CredentialField(string Name, string Title, bool IsSecret = true, bool IsRequired = true);
