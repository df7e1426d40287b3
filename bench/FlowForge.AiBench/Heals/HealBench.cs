using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FlowForge.AiBench.Checks;
using FlowForge.AiBench.Reports;
using FlowForge.AiBench.Runs;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Heals;

/// <summary>Lets a run break in a host of its own, has the failure looked at by that host's API, and runs what is proposed.</summary>
internal sealed class HealBench(IScripts scripts)
{
    private readonly ScenarioRun runs = new(scripts);

    /// <summary>One try.</summary>
    public async Task<Attempt> TryAsync(HealHost host, HealCase one, int number, CancellationToken cancellation)
    {
        var before = one.Workflow.Workflow(one.Id);
        if (one.Earlier is { } earlier && Word(await host.RunAsync(before, earlier, cancellation).ConfigureAwait(false), "status") is not "COMPLETED" and var ended)
        {
            return new(one.Id, one.Area, number, [new("set", $"the earlier run is {ended}, and is to be COMPLETED")], null, ModelUsage.None, TimeSpan.Zero);
        }

        var broken = await host.RunAsync(before, one.Broken, cancellation).ConfigureAwait(false);
        if (Word(broken, "status") != "FAILED")
        {
            return new(one.Id, one.Area, number, [new("set", $"the run is to break, and is {broken.GetRawText()}")], null, ModelUsage.None, TimeSpan.Zero);
        }

        var clock = Stopwatch.StartNew();
        var (heal, usage) = await host.HealAsync(Word(broken, "id"), cancellation).ConfigureAwait(false);
        var elapsed = clock.Elapsed;
        return new(one.Id, one.Area, number, await ChecksAsync(one, before, heal, cancellation).ConfigureAwait(false), null, usage, elapsed);
    }

    private async Task<IReadOnlyList<FailedCheck>> ChecksAsync(HealCase one, Workflow before, JsonElement heal, CancellationToken cancellation)
    {
        if (!heal.TryGetProperty("action", out _))
        {
            return [new("reply", $"{Word(heal, "code")}: {Word(heal, "detail")}")];
        }

        var failed = new List<FailedCheck>();
        if (!one.Right.Cause.Contains(Word(heal, "cause"), StringComparer.Ordinal))
        {
            failed.Add(new("cause", $"wanted {string.Join(" or ", one.Right.Cause)}, is {Word(heal, "cause")}"));
        }

        if (Word(heal, "action") != one.Right.Action)
        {
            return [.. failed, new("action", $"wanted {one.Right.Action}, is {Word(heal, "action")}: {Word(heal, "explanation")}")];
        }

        if (one.Right.AfterSeconds is { } seconds && heal.GetProperty("retryAfterSeconds").GetInt32() != seconds)
        {
            failed.Add(new("later", $"wanted {seconds} seconds, is {heal.GetProperty("retryAfterSeconds")}"));
        }

        if (one.Right.Action == "items")
        {
            var given = heal.GetProperty("data").GetProperty("items").EnumerateObject().First().Value.EnumerateArray().Select(static item => item.GetProperty("json")).ToList();
            failed.AddRange(given.Count == one.Right.Gives.Count && given.Zip(one.Right.Gives, JsonElement.DeepEquals).All(static same => same)
                ? [] : [new FailedCheck("gives", $"wanted [{string.Join(',', one.Right.Gives)}], is [{string.Join(',', given)}]")]);
        }

        if (one.Right.Action == "change")
        {
            failed.AddRange(await ChangeAsync(one, before, heal.GetProperty("proposal").GetProperty("workflow"), cancellation).ConfigureAwait(false));
        }

        return failed;
    }

    private async Task<IReadOnlyList<FailedCheck>> ChangeAsync(HealCase one, Workflow before, JsonElement document, CancellationToken cancellation)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document.GetRawText()));
        if (reading.Workflow is not { } after)
        {
            return [new("valid", string.Join(' ', reading.Problems.Select(static problem => problem.Message)))];
        }

        List<FailedCheck> failed = [.. StructureChecks.Changed(before, after).Except(one.Right.Changes, StringComparer.Ordinal).Select(static id => new FailedCheck("changes", $"node '{id}' was changed and had no part in it"))];
        foreach (var scenario in one.Fixed)
        {
            failed.AddRange(await runs.RunAsync(scenario, null, after, cancellation).ConfigureAwait(false));
        }

        return failed;
    }

    private static string Word(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : "";
}
