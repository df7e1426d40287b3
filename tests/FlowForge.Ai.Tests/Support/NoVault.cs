using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Tests.Support;

/// <summary>A vault without a credential.</summary>
internal sealed class NoVault : ICredentialVault
{
    private static readonly Failure None = Failure.Of(FailureCodes.CredentialUnavailable, "There is none.");

    public IReadOnlyList<CredentialType> Types => [];

    public ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) => new(default(CredentialFacts));

    public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) => new(None);

    public ValueTask<Page<CredentialFacts>> ListAsync(int limit, string? after, CancellationToken cancellation) => new(new Page<CredentialFacts>([], null));

    public ValueTask<Outcome<CredentialFacts>> CreateAsync(CredentialDraft draft, CancellationToken cancellation) => new(None);

    public ValueTask<Outcome<CredentialFacts>> ReplaceAsync(CredentialDraft draft, int version, CancellationToken cancellation) => new(None);

    public ValueTask<Outcome<CredentialFacts>> DeleteAsync(string id, int version, CancellationToken cancellation) => new(None);
}
