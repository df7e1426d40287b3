using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Starts;

/// <summary>What runs need before they begin: a place under the workflow's key, and one under that of the trigger.</summary>
internal static class PlaceClaims
{
    /// <summary>The claims of a start, none to two, the workflow's own first.</summary>
    public static async ValueTask<Outcome<List<PlaceClaim>>> OfAsync(StartRequest request, LiveRun run, TimeProvider clock, CancellationToken cancellation)
    {
        var claims = new List<PlaceClaim>(2);
        if (run.Planned.ConcurrencyKey is { } key)
        {
            var trigger = run.Planned.Plan.Nodes[0].Node;
            var scope = new StartScope(run.Facts, trigger, ItemList.Of([.. request.Items.Take(1)]), clock.GetUtcNow());
            var claim = await key.ClaimAsync(scope, request.Version == 0, cancellation).ConfigureAwait(false);
            if (claim.IsFailure)
            {
                return claim.Failure;
            }

            claims.Add(claim.Value);
        }

        if (request.Overlap is { } overlap)
        {
            claims.Add(overlap);
        }

        return claims;
    }

    /// <summary>The claim of a fork whose workflow has a concurrency key; null when it has none. A key that cannot be evaluated is its failure.</summary>
    public static async ValueTask<Outcome<PlaceClaim>?> OfAsync(ForkStart start, EngineParts parts, CancellationToken cancellation)
    {
        if (start.Planned.ConcurrencyKey is not { } key)
        {
            return null;
        }

        var variables = start.Run.Variables is { } hash ? await parts.Runs.ReadVariablesAsync(hash, cancellation).ConfigureAwait(false) : null;
        var facts = LiveRun.FactsOf(start.Run, start.Planned, isActive: start.Run.Version > 0) with { Variables = (variables ?? VariableSet.Empty).Values };
        var scope = new StartScope(facts, start.Planned.Plan.Nodes[0].Node, start.First, parts.Clock.GetUtcNow());
        return await key.ClaimAsync(scope, start.Run.IsTest, cancellation).ConfigureAwait(false);
    }

    /// <summary>That so many wait for the same place that one more is refused.</summary>
    public static Failure Full { get; } = Failure.Of(
        FailureCodes.ConcurrencyFull, $"{Limits.PlaceQueue} runs are waiting for a place under this key.", retryable: true);

    /// <summary>That a run was to give way.</summary>
    public static Failure Skipped { get; } = Failure.Of(FailureCodes.ConcurrencySkipped, "Its place was taken when it came, and it was to give way.");

    /// <summary>That another run took its place.</summary>
    public static Failure Replaced { get; } = Failure.Of(FailureCodes.ConcurrencyReplaced, "A later run took its place.");
}
