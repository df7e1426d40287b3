using FlowForge.Core.Model;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A few changes of a workflow, more often than not behind one of its nodes; whether it can be planned, and whether a run takes it, they do not ask.</summary>
internal sealed class RandomChange(Random random, Workflow workflow, string behind)
{
    private readonly List<Node> _nodes = [.. workflow.Nodes];
    private readonly List<Edge> _edges = [.. workflow.Edges];
    private readonly HashSet<string> _near = Behind(workflow, behind);

    public List<WorkflowOperation> Operations { get; } = [];

    public static RandomChange Of(Random random, Workflow workflow, string behind)
    {
        var change = new RandomChange(random, workflow, behind);
        for (var i = 1 + random.Next(3); i > 0; i--)
        {
            change.One();
        }

        return change;
    }

    private void One()
    {
        switch (random.Next(7))
        {
            case 0 or 1 when PickEdge() is { } edge:
                Disconnect(edge);
                var inserted = Add("drawn");
                Connect(new() { From = edge.From, FromPort = edge.FromPort, To = inserted });
                Connect(new() { From = inserted, To = edge.To, ToPort = edge.ToPort, RepeatMax = edge.RepeatMax });
                break;
            case 2:
                var (from, leaf) = (PickNode(), Add("drawn"));
                Connect(new() { From = from, FromPort = PortOf(from), To = leaf });
                break;
            case 3 when PickEdge() is { } edge:
                Disconnect(edge);
                break;
            case 4 when PickNode() is var gone && gone != behind && _nodes.Find(node => node.Id == gone)!.Kind != "trigger":
                Operations.Add(new WorkflowOperation.RemoveNode(gone));
                _nodes.RemoveAll(node => node.Id == gone);
                _edges.RemoveAll(edge => edge.From == gone || edge.To == gone);
                break;
            case 5:
                var (source, loop, inside) = (PickNode(), Add("loop"), Add("drawn"));
                Connect(new() { From = source, FromPort = PortOf(source), To = loop });
                Connect(new() { From = loop, FromPort = "loop", To = inside });
                Connect(new() { From = inside, To = loop });
                break;
            default:
                var (one, other) = (PickNode(), PickNode());
                Connect(new() { From = one, FromPort = PortOf(one), To = other, RepeatMax = random.Next(6) == 0 ? 5 : null });
                break;
        }
    }

    private string Add(string kind)
    {
        var node = new Node
        {
            Id = $"x{_nodes.Count}",
            Kind = kind,
            OnError = OnError.ErrorOutput,
            Parameters = System.Text.Json.JsonElement.Parse(kind == "loop" ? """{"batchSize":1,"concurrency":1}""" : "{}"),
        };
        Operations.Add(new WorkflowOperation.AddNode(node, random.Next(_nodes.Count)));
        _nodes.Add(node);
        _near.Add(node.Id);
        return node.Id;
    }

    private void Connect(Edge edge)
    {
        Operations.Add(new WorkflowOperation.Connect(edge));
        _edges.Add(edge);
    }

    private void Disconnect(Edge edge)
    {
        Operations.Add(new WorkflowOperation.Disconnect(edge with { RepeatMax = null }));
        _edges.Remove(edge);
    }

    private string PortOf(string id) => _nodes.Find(node => node.Id == id)!.Kind switch
    {
        "loop" => random.Next(3) == 0 ? "loop" : "done",
        "drawn" => random.Next(3) == 0 ? "alt" : "out",
        _ => "out",
    };

    private string PickNode() => Pick(_nodes.Where(node => node.Kind != "trigger").Select(node => node.Id).ToList(), id => _near.Contains(id))!;

    private Edge? PickEdge() => Pick(_edges, edge => _near.Contains(edge.From));

    private T? Pick<T>(List<T> all, Func<T, bool> isNear)
    {
        var near = all.Where(isNear).ToList();
        return near.Count > 0 && random.Next(5) > 0 ? near[random.Next(near.Count)] : all.Count > 0 ? all[random.Next(all.Count)] : default;
    }

    private static HashSet<string> Behind(Workflow workflow, string node)
    {
        var behind = new HashSet<string> { node };
        for (var grows = true; grows;)
        {
            grows = workflow.Edges.ToList().Exists(edge => behind.Contains(edge.From) && behind.Add(edge.To));
        }

        return behind;
    }
}
