using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Execution;

namespace FlowForge.Simulation.Golden;

/// <summary>Commands of the decider as lines that can be compared.</summary>
internal static class CommandText
{
    public static string Of(RunCommand command) => command switch
    {
        RunCommand.RunBranch run => $"run {Json(run.HandOut)}",
        RunCommand.ArmTimer timer => Text($"timer {timer.Number} {timer.Node}[{timer.Iteration}] {timer.Until:O} {timer.IsRetry}"),
        RunCommand.ArmWait wait => Text($"wait {wait.Number} {wait.Wait.Node}[{wait.Wait.Iteration}] {wait.Wait.Mode} {wait.Wait.Signal} {wait.Wait.Until:O}"),
        RunCommand.Skip skip => Text($"skip {skip.Number} {string.Join(',', skip.Nodes)}[{skip.Iteration}]"),
        RunCommand.MarkCancelled mark => Text($"cancelled {mark.Number} {mark.Node}[{mark.Iteration}]"),
        RunCommand.Forget forget => Text($"forget {forget.Scope}[{forget.Iteration}] {forget.IsLast}"),
        RunCommand.ForgetRun forget => Text($"forgetRun {forget.Node}[{forget.Iteration}]"),
        RunCommand.ForgetRounds forget => Text($"forgetRounds {forget.Loop}[{forget.Iteration}] {string.Join(',', forget.Live.Order())}"),
        RunCommand.CancelHandOuts => "cancel",
        RunCommand.End end => Text($"end {end.Status} {end.Failure?.Code} {end.Output}"),
        _ => throw new InvalidOperationException($"There is no text for {command}."),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Json(HandOut handOut)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            HandOutJson.Write(writer, handOut);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
