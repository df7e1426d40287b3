using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Client;

namespace FlowForge.Web.Running;

/// <summary>Starts runs of documents as they stand.</summary>
public sealed class RunStarter(RunApi runs, ApiClient api, ICatalogue catalogue, TimeProvider clock)
{
    private const string Manual = "trigger.manual";

    /// <summary>The trigger a run starts at: the one wanted, else one started by hand, else the first; null when there is none.</summary>
    public Node? TriggerOf(Workflow workflow, string? wanted)
    {
        var triggers = workflow.Nodes.Where(node => !node.Disabled && catalogue.Find(node) is { Description.IsTrigger: true }).ToList();
        return triggers.Find(node => node.Id == wanted) ?? triggers.Find(node => node.Kind == Manual) ?? triggers.FirstOrDefault();
    }

    /// <summary>Starts a run, which is followed at once; else says why not.</summary>
    public async Task<(RunFollower? Run, string? Problem)> StartAsync(Workflow workflow, string? wanted, RunOptions options)
    {
        if (TriggerOf(workflow, wanted) is not { } trigger)
        {
            return (null, "Nothing starts this workflow yet. Add a trigger first.");
        }

        switch (await runs.StartAsync(workflow, trigger.Id, ItemsOf(trigger), options))
        {
            case ApiAnswer.Good good:
                var follower = new RunFollower(runs, api, clock, RunState.Read(good.Json()));
                follower.Follow();
                return (follower, null);
            case ApiAnswer.Refused refused:
                return (null, refused.Refusal.Text);
            default:
                return (null, "No FlowForge server answers, and this build runs workflows on a server.");
        }
    }

    /// <summary>A trigger's test items are those pinned to it; without any, what a call without content would give.</summary>
    private static JsonElement? ItemsOf(Node trigger) =>
        trigger.Pinned is { ValueKind: JsonValueKind.Object } pinned && pinned.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Array } port ? port.Value
        : trigger.Kind == "trigger.webhook" ? JsonElement.Parse("""[{ "json": { "body": {}, "headers": {}, "query": {}, "params": {}, "method": "POST" } }]""")
        : null;
}
