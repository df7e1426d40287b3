using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Web.Editor.Proposals;

/// <summary>What a new capability means, for a person who decides.</summary>
internal static class CapabilityWords
{
    /// <summary>In a few words, and the code or address it is about.</summary>
    public static (string Title, string Detail) Of(CapabilityChange change) => change.Capability switch
    {
        Capability.Host host => ("Calls a host it did not call before", host.Origin),
        Capability.DynamicHost host => ("An expression decides which host is called", host.Code),
        Capability.Credential { Origin: { } origin } credential => ($"Sends the credential {credential.Id}", origin),
        Capability.Credential credential => ("Uses a credential", credential.Id),
        Capability.Script script => (change.Before is null ? "Runs a new script" : "Runs a changed script", script.Code),
        Capability.Expression expression => (change.Before is null ? "Has a new expression" : "Has a changed expression", expression.Code),
        Capability.Trigger trigger => ("Starts by one more trigger", trigger.Kind),
        Capability.Hook hook => ($"Can be called from outside, proof: {hook.Auth}", $"{hook.Method} /{hook.Path}"),
        Capability.StartWorkflow workflow => ("Starts another workflow", workflow.Id),
        _ => ("Can do something new", change.Capability.GetType().Name),
    };

    /// <summary>Whether it reaches out of the workflow: these are shown first.</summary>
    public static bool IsGrave(CapabilityChange change) => change.Capability is not Capability.Expression;
}
