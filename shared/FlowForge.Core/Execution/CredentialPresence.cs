using FlowForge.Core.Failures;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Execution;

/// <summary>Whether the vault holds what the nodes of a plan name; asked before a run is recorded, so that none begins that cannot go on.</summary>
internal static class CredentialPresence
{
    /// <summary><c>credential.unavailable</c> of the first node whose credential is missing, or null. How callers prove themselves to the trigger is no matter of the run.</summary>
    public static async ValueTask<Failure?> MissingAsync(EngineParts parts, PlannedWorkflow planned, CancellationToken cancellation)
    {
        if (!planned.NamesCredentials)
        {
            return null;
        }

        foreach (var node in planned.Plan.Nodes.Where(node => node.Index > 0 && !node.Node.Disabled && !planned.IsPinned(node.Index)))
        {
            foreach (var id in CredentialUses.Of(node.Node))
            {
                if (parts.Credentials is null || await parts.Credentials.FindAsync(id, cancellation).ConfigureAwait(false) is null)
                {
                    return Failure.Of(FailureCodes.CredentialUnavailable, $"Node '{node.Node.Id}' needs the credential '{id}', and the vault holds none.");
                }
            }
        }

        return null;
    }
}
