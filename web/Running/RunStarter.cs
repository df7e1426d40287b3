using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.Here;

namespace FlowForge.Web.Running;

/// <summary>Starts runs of documents as they stand.</summary>
public sealed class RunStarter(RunApi runs, ApiClient api, ICatalogue catalogue, TimeProvider clock)
{
    private const string Manual = "trigger.manual";

    /// <summary>The trigger a run starts at: the one wanted, else one started by hand, else the first; null when there is none.</summary>
    /// <param name="workflow">The document.</param>
    /// <param name="wanted">Id of the node that is selected, or null.</param>
    /// <param name="upTo">Id of the node the run ends with; triggers from which no path leads there are left out, unless none is left.</param>
    public Node? TriggerOf(Workflow workflow, string? wanted, string? upTo = null)
    {
        var triggers = workflow.Nodes.Where(node => !node.Disabled && catalogue.Find(node) is { Description.IsTrigger: true }).ToList();
        if (upTo is not null && Before(workflow, upTo) is var before && triggers.Exists(node => before.Contains(node.Id)))
        {
            triggers.RemoveAll(node => !before.Contains(node.Id));
        }

        return triggers.Find(node => node.Id == wanted) ?? triggers.Find(node => node.Kind == Manual) ?? triggers.FirstOrDefault();
    }

    /// <summary>Starts a run, which is followed at once; else says why not.</summary>
    public async Task<(RunFollower? Run, string? Problem)> StartAsync(Workflow workflow, string? wanted, RunOptions options, RunPlace place = RunPlace.Server)
    {
        if (TriggerOf(workflow, wanted, options.UpTo) is not { } trigger)
        {
            return (null, "Nothing starts this workflow yet. Add a trigger first.");
        }

        switch (await runs.StartAsync(workflow, trigger.Id, options.From is null ? ItemsOf(trigger) : null, options, place))
        {
            case ApiAnswer.Good good:
                var follower = new RunFollower(runs, api, clock, RunState.Read(good.Json())) { Place = place };
                follower.Follow();
                return (follower, null);
            case ApiAnswer.Refused refused:
                return (null, refused.Refusal.Text);
            default:
                return (null, place == RunPlace.Here ? "The engine of this page does not answer." : "No FlowForge server answers. The workflow can be run here, in this browser.");
        }
    }

    /// <summary>A node and all from which a path leads to it.</summary>
    private static HashSet<string> Before(Workflow workflow, string node)
    {
        var sources = workflow.Edges.Where(edge => edge.IsMain).ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal) { node };
        var open = new Stack<string>(found);
        while (open.TryPop(out var at))
        {
            foreach (var source in sources[at].Where(found.Add))
            {
                open.Push(source);
            }
        }

        return found;
    }

    /// <summary>A trigger's test items are those pinned to it; without any, what a call without content would give.</summary>
    private static JsonElement? ItemsOf(Node trigger) =>
        trigger.Pinned is { ValueKind: JsonValueKind.Object } pinned && pinned.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Array } port ? port.Value
        : trigger.Kind == "trigger.webhook" ? JsonElement.Parse("""[{ "json": { "body": {}, "headers": {}, "query": {}, "params": {}, "method": "POST" } }]""")
        : null;
}
