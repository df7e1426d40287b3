using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>Every credential is there, and none opens.</summary>
/// <param name="clock">The clock.</param>
internal sealed class ClosedCredentials(TimeProvider clock) : ICredentials
{
    public ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) =>
        new(new CredentialFacts(id, id, "trial", [], 1, clock.GetUtcNow(), clock.GetUtcNow()));

    public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.CredentialUnavailable, $"A trial opens no credential, and this needs '{id}'."));
}
