using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets;

/// <summary>The credentials of a vault that is opened after the kinds are made; commands that only check documents never open one.</summary>
public sealed class OpenedLater : ICredentials
{
    private volatile ICredentials? vault;

    /// <summary>From now on the credentials are those of <paramref name="opened"/>.</summary>
    public void Serve(ICredentials opened) => vault = opened;

    /// <inheritdoc/>
    public ValueTask<CredentialFacts?> FindAsync(string id, CancellationToken cancellation) =>
        vault is { } opened ? opened.FindAsync(id, cancellation) : new((CredentialFacts?)null);

    /// <inheritdoc/>
    public ValueTask<Outcome<OpenedCredential>> OpenAsync(string id, CredentialUse use, CancellationToken cancellation) =>
        vault is { } opened
            ? opened.OpenAsync(id, use, cancellation)
            : new(Failure.Of(FailureCodes.CredentialUnavailable, $"No vault is open that could hold the credential '{id}'."));
}
