using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Wait;

/// <summary>What ends a wait.</summary>
internal enum WaitMode
{
    /// <summary>Some seconds.</summary>
    Time,

    /// <summary>A moment.</summary>
    Until,

    /// <summary>A signal to the run.</summary>
    Signal,

    /// <summary>A person's decision.</summary>
    Approval,

    /// <summary>A call from outside.</summary>
    Webhook,
}

/// <summary>The modes as documents write them, the ports they have, and which of them this build runs.</summary>
internal static class WaitModes
{
    /// <summary>Code of a mode that cannot run yet.</summary>
    public const string Unavailable = "wait.modeUnavailable";

    /// <summary>Modes by name.</summary>
    public static readonly FrozenDictionary<string, WaitMode> Words = new Dictionary<string, WaitMode>
    {
        ["time"] = WaitMode.Time,
        ["until"] = WaitMode.Until,
        ["signal"] = WaitMode.Signal,
        ["approval"] = WaitMode.Approval,
        ["webhook"] = WaitMode.Webhook,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether this build runs the mode.</summary>
    public static bool IsAvailable(WaitMode mode) => mode is WaitMode.Time or WaitMode.Until;

    /// <summary>The output ports of a node as drawn (semantics 9).</summary>
    public static IReadOnlyList<string> Ports(JsonElement parameters) => Drawn(parameters) switch
    {
        WaitMode.Approval => ["approved", "rejected", "timeout"],
        WaitMode.Signal or WaitMode.Webhook => ["out", "timeout"],
        _ => WaitDescription.Value.Outputs,
    };

    /// <summary>Problems: <c>wait.modeUnavailable</c>.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters) =>
        IsAvailable(Drawn(parameters)) ? [] : [new(Unavailable, "mode", "This version waits for a time or until a moment only.")];

    /// <summary>The failure of a run that meets a mode which is not available.</summary>
    public static Failure Refusal(WaitMode mode) =>
        Failure.Of(Unavailable, $"This version cannot wait in the mode {mode.ToString().ToLowerInvariant()}.");

    private static WaitMode Drawn(JsonElement parameters) => new ParameterReader(parameters).Choice("mode", Words, WaitMode.Time);
}
