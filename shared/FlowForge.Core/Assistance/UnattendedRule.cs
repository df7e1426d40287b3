using System.Text.RegularExpressions;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Trials;

namespace FlowForge.Core.Assistance;

/// <summary>
/// Which changes a run with <c>healing: auto</c> may make without a person: one whose trial went to the end of the run, that sets parameters of the node that
/// failed, which reaches nobody outside, and brings nothing new but expressions in the place of others that ask for the same things or the item at hand.
/// </summary>
public static partial class UnattendedRule
{
    private static readonly string[] Harmless = ["$json", "$item", "$itemIndex", "$now", "$today"];

    /// <summary>Why a person must see to it, one sentence; null when the run may go on with it.</summary>
    /// <param name="before">The document as it is.</param>
    /// <param name="node">The node that failed.</param>
    /// <param name="heal">What is proposed; its proposal says what it gives.</param>
    /// <param name="catalogue">The kinds.</param>
    public static string? Refuse(Workflow before, string node, Heal heal, ICatalogue catalogue)
    {
        if (heal.Data is not null)
        {
            return "It changes the data, not the workflow.";
        }

        if (heal.Proposal is not { } proposal)
        {
            return "It proposes no change.";
        }

        if (heal.Trial?.IsWhole != true)
        {
            return heal.Trial?.StoppedAt is { } stopped ? $"Its trial stopped at '{stopped}'." : "It was not tried to the end of the run.";
        }

        if (!proposal.IsValid)
        {
            return "The changed workflow would not be valid.";
        }

        if (!proposal.Operations.All(one => one is WorkflowOperation.SetParameters set && set.NodeId == node))
        {
            return "It changes more than the parameters of the node that failed.";
        }

        return new[] { before, proposal.Workflow }.Any(one => one.Nodes.FirstOrDefault(drawn => drawn.Id == node) is not { } drawn
                || catalogue.Find(drawn) is not { Description.IsTrigger: false } kind || TrialCatalogue.ReachesOut(drawn, kind) || kind.HasEffect(drawn))
            ? "The node reaches outside, so a person looks at each change of it."
            : proposal.Capabilities.Select(Refuse).FirstOrDefault(static why => why is not null);
    }

    private static string? Refuse(CapabilityChange change) => change switch
    {
        { Capability: Capability.Expression { Code: var code }, Before: { } old } when Asked(code).Except(Asked(old)).Except(Harmless).FirstOrDefault() is { } more =>
            $"Its expression asks for '{more}', which the one before did not.",
        { Capability: Capability.Expression, Before: not null } => null,
        { Capability: Capability.Expression } => "It brings a new expression.",
        { Capability: Capability.Script } => "It changes a script.",
        _ => "It adds to what the workflow can do.",
    };

    /// <summary>What code asks its surroundings for, with the node where it names one.</summary>
    private static IEnumerable<string> Asked(string code) => Names().Matches(code).Select(static match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""\$(?:\(\s*(?:'[^']*'|"[^"]*"|[^)]*)\s*\)|[A-Za-z_]\w*)""")]
    private static partial Regex Names();
}
