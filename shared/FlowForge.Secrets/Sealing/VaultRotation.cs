using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets.Sealing;

/// <summary>Wraps the data keys of every credential with the current master key. Values are not decrypted, versions stay.</summary>
public static class VaultRotation
{
    /// <summary>Rewraps what is under an older key; gives how many. <see cref="SealBrokenException"/> at the first seal that no key opens.</summary>
    public static async Task<int> RewrapAsync(ICredentialStore store, EnvelopeBox box, CancellationToken cancellation)
    {
        var count = 0;
        for (string? after = null; ;)
        {
            var page = await store.ListAsync(Limits.ListMost, after, cancellation).ConfigureAwait(false);
            foreach (var row in page.Items)
            {
                // A row that was changed meanwhile was sealed with the current key.
                if (box.Rewrap(row.Id, row.Version, row.Sealed) is { } seal
                    && await store.SaveAsync(row with { Sealed = seal }, row.Version, cancellation).ConfigureAwait(false))
                {
                    count++;
                }
            }

            if (page.Next is null)
            {
                return count;
            }

            after = page.Next;
        }
    }
}
