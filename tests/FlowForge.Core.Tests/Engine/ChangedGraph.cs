using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Execution;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// What a run that was changed in flight has to do, asked of <see cref="ReferenceModel"/>: what had settled stands and gave what it gave over the edges of then; all else goes by the changed workflow, but that
/// iterations which had ended get no new nodes.
/// </summary>
/// <param name="before">The plan it went by.</param>
/// <param name="after">The plan it goes by.</param>
/// <param name="settled">Frames that told of settled nodes when it was changed, by place.</param>
/// <param name="live">Iterations of scopes of <paramref name="before"/> that were live then.</param>
internal sealed class ChangedGraph(PlannedWorkflow before, PlannedWorkflow after, IReadOnlyDictionary<(string Node, string Iteration), Frame> settled, IReadOnlySet<(int Scope, string Iteration)> live)
{
    private readonly ScopeMatch _match = new(before, after);

    /// <summary>Differences between what has to be and the frames of the ended run; none when all is well.</summary>
    public IReadOnlyList<string> Wrong(IReadOnlyDictionary<(string Node, string Iteration), Frame> ended)
    {
        var scopes = Scopes();
        var (nodes, edges) = (Nodes(scopes), Edges());
        var (drawnBefore, drawnAfter) = (EdgeEnds.Of(before.Plan), EdgeEnds.Of(after.Plan));
        var model = new ReferenceModel(nodes, edges, scopes[0], (node, iteration, port) => Count(ended, node, iteration, port), (node, iteration) => Loop(ended, node, iteration))
        {
            IsDrawn = (edge, iteration) => (settled.ContainsKey((edge.From, iteration)) ? drawnBefore : drawnAfter).ContainsKey(new(edge.From, edge.FromPort, edge.To, edge.ToPort)),
            Known = (node, iteration) => settled.TryGetValue((node, iteration), out var frame) ? frame.Status != FrameStatus.Skipped
                : after.NodeIndex.TryGetValue(node, out var index) && !HasEnded(index, iteration) ? null : false,
        };
        var expected = model.All().Where(line => IsThere(line[..line.IndexOf('[', StringComparison.Ordinal)], line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)])).ToHashSet();
        var found = ended.Select(pair => ReferenceModel.Line(pair.Key.Node, pair.Key.Iteration, pair.Value.Status != FrameStatus.Skipped)).ToHashSet();
        expected.UnionWith(settled.Select(pair => ReferenceModel.Line(pair.Key.Node, pair.Key.Iteration, pair.Value.Status != FrameStatus.Skipped)));
        return [.. expected.Except(found).Select(line => "- " + line), .. found.Except(expected).Select(line => "+ " + line), .. WrongInputs(model, nodes, ended)];
    }

    private IEnumerable<string> WrongInputs(ReferenceModel model, List<DrawnNode> nodes, IReadOnlyDictionary<(string Node, string Iteration), Frame> ended)
    {
        foreach (var node in nodes.Where(node => node.Kind != 't'))
        {
            foreach (var (place, frame) in ended.Where(pair => pair.Key.Node == node.Id && !settled.ContainsKey(pair.Key) && pair.Value.Status != FrameStatus.Skipped))
            {
                foreach (var port in frame.Input.Where(port => port.Count != model.Items(node, place.Iteration, port.Port)))
                {
                    yield return $"{place} got {port.Count} items on {port.Port}, not {model.Items(node, place.Iteration, port.Port)}";
                }
            }
        }
    }

    private bool IsThere(string node, string iteration) =>
        settled.ContainsKey((node, iteration)) || (after.NodeIndex.TryGetValue(node, out var index) && !HasEnded(index, iteration));

    /// <summary>Whether the iteration had ended when the run was changed.</summary>
    private bool HasEnded(int node, string iteration)
    {
        // Iterations end with those around them.
        for (var (scope, at) = (after.Plan.Outline.Nodes[node].Scope, new Iteration(iteration)); scope > 0; scope = after.Plan.Outline.Scopes[scope].Parent, at = at.Parent)
        {
            var was = _match.ScopeBefore(scope);
            if (was >= 0 && !live.Contains((was, at.Path)) && settled.Keys.Any(place => new Iteration(place.Iteration).Prefix(at.Depth) == at && IsInside(place.Node, was)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInside(string node, int scope) => before.NodeIndex.TryGetValue(node, out var index) && before.Needs.IsWithin(before.Plan.Outline.Nodes[index].Scope, scope);

    private List<DrawnScope> Scopes()
    {
        var scopes = new List<DrawnScope>();
        foreach (var scope in after.Plan.Outline.Scopes)
        {
            scopes.Add(new(scopes.Count, scope.Role == ScopeRole.Loop, scope.Parent < 0 ? null : scopes[scope.Parent], scope.Owner < 0 ? null : after.Plan.Nodes[scope.Owner].Node.Id));
        }

        return scopes;
    }

    private List<DrawnNode> Nodes(List<DrawnScope> scopes)
    {
        char Kind(PlanNode node) => node.Index == 0 ? 't' : node.Kind?.Description.IsLoop == true ? 'l' : 'n';
        var nodes = after.Plan.Nodes.Select(node => new DrawnNode(node.Node.Id, Kind(node), scopes[after.Plan.Outline.Nodes[node.Index].Scope]) { AlwaysRun = node.Node.AlwaysRun }).ToList();

        // What is gone has run, if at all, in iterations of scopes that are still there.
        foreach (var node in before.Plan.Nodes.Where(node => _match.NodeAfter(node.Index) < 0))
        {
            var scope = Enumerable.Range(0, scopes.Count).FirstOrDefault(scope => _match.ScopeBefore(scope) == before.Plan.Outline.Nodes[node.Index].Scope, -1);
            if (scope >= 0)
            {
                nodes.Add(new(node.Node.Id, Kind(node), scopes[scope]));
            }
        }

        return nodes;
    }

    private List<DrawnEdge> Edges()
    {
        var known = EdgeEnds.Of(after.Plan);
        return [.. Drawn(after.Plan), .. Drawn(before.Plan).Where(edge => !known.ContainsKey(new(edge.From, edge.FromPort, edge.To, edge.ToPort)))
            .Where(edge => after.NodeIndex.ContainsKey(edge.To) && settled.Keys.Any(place => place.Node == edge.From))];
    }

    private static IEnumerable<DrawnEdge> Drawn(ExecutionPlan plan) => plan.Outline.Edges.Select((edge, index) => (edge, ends: EdgeEnds.Of(plan, index))).Select(row => new DrawnEdge(
        row.ends.From, row.ends.FromPort, row.ends.To, row.ends.ToPort, row.edge.Role switch
        {
            EdgeRole.LoopEntry => DrawnRole.Entry,
            EdgeRole.Back => DrawnRole.Back,
            EdgeRole.Repeat => DrawnRole.Repeat,
            _ => DrawnRole.Plain,
        }));

    private static int Count(IReadOnlyDictionary<(string Node, string Iteration), Frame> frames, string node, string iteration, string port) =>
        frames.TryGetValue((node, iteration), out var frame) ? frame.Output.Where(output => output.Port == port).Sum(output => output.Count) : 0;

    private static (int Items, int Batch) Loop(IReadOnlyDictionary<(string Node, string Iteration), Frame> frames, string node, string iteration)
    {
        var items = frames.TryGetValue((node, iteration), out var frame) ? frame.Input.Sum(input => input.Count) : 0;
        return (items, Math.Max(1, (items + 2) / 3));
    }
}
