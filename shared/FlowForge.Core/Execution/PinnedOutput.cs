using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>What a document has pinned to a node: in a run with pinned data the node gives this, and is not run.</summary>
/// <param name="Ports">The items of every output port, in port order, <c>error</c> last.</param>
internal sealed record PinnedOutput(IReadOnlyList<IReadOnlyList<Item>> Ports)
{
    /// <summary>
    /// What is pinned to the nodes of a plan, by plan order; null where nothing is, and for disabled nodes.
    /// Failure: <c>pinned.unknownPort</c> of the first node to which items are pinned that it has no port for; a loop's iterations cannot be pinned.
    /// </summary>
    public static Outcome<PinnedOutput?[]> OfAll(ExecutionPlan plan)
    {
        var pins = new PinnedOutput?[plan.Nodes.Count];
        foreach (var node in plan.Nodes.Where(IsPinned))
        {
            var ports = new IReadOnlyList<Item>[node.OutputPorts.Count];
            Array.Fill(ports, []);
            foreach (var port in node.Node.Pinned.EnumerateObject())
            {
                var at = node.OutputPorts.ToList().IndexOf(port.Name);
                var isBody = node.Kind?.Description.IsLoop == true && port.Name == PlanGraph.LoopPort;
                if ((at < 0 || isBody) && port.Value.GetArrayLength() > 0)
                {
                    return Failure.Of("pinned.unknownPort", isBody
                        ? $"What loop '{node.Node.Id}' gives its iterations cannot be pinned; pin its 'done', or nodes of its body."
                        : $"Items are pinned to port '{port.Name}' of node '{node.Node.Id}', which has {string.Join(", ", node.OutputPorts)}.") with { NodeId = node.Node.Id };
                }

                if (at >= 0)
                {
                    ports[at] = ItemPages.Read(JsJson.Normalize(port.Value));
                }
            }

            pins[node.Index] = new(ports);
        }

        return pins;
    }

    private static bool IsPinned(PlanNode node) =>
        !node.Node.Disabled && node.Node.Pinned.ValueKind == JsonValueKind.Object && node.Node.Pinned.EnumerateObject().Any();
}
