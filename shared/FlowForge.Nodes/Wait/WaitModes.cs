using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Wait;

/// <summary>The modes as documents write them, and the ports they have.</summary>
internal static class WaitModes
{
    /// <summary>Modes by name.</summary>
    public static readonly FrozenDictionary<string, WaitMode> Words = new Dictionary<string, WaitMode>
    {
        ["time"] = WaitMode.Time,
        ["until"] = WaitMode.Until,
        ["signal"] = WaitMode.Signal,
        ["approval"] = WaitMode.Approval,
        ["webhook"] = WaitMode.Webhook,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The mode of a node as drawn; the mode is never an expression.</summary>
    public static WaitMode Drawn(JsonElement parameters) => new ParameterReader(parameters).Choice("mode", Words, WaitMode.Time);

    /// <summary>The output ports of a node as drawn (semantics 9).</summary>
    public static IReadOnlyList<string> Ports(JsonElement parameters) => Drawn(parameters) switch
    {
        WaitMode.Approval => ["approved", "rejected", "timeout"],
        WaitMode.Signal or WaitMode.Webhook => ["out", "timeout"],
        _ => WaitDescription.Value.Outputs,
    };

    /// <summary>Problems: a wait for a signal says for which.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters) =>
        Drawn(parameters) == WaitMode.Signal && new ParameterReader(parameters).Text("signal") is null or ""
            ? [new(Core.Failures.FailureCodes.Parameter, "signal", "A wait for a signal names it.")]
            : [];
}
