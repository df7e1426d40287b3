using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Planning;

/// <summary>A node that behaves in another way with <c>join: all</c> than with <c>join: each</c>.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Message">What is different, in one sentence.</param>
public sealed record JoinChange(string NodeId, string Message);

/// <summary>What a workflow's nodes do in another way when it is switched from <c>join: each</c> to <c>join: all</c> (semantics 2). What is refused then is the validator's to say.</summary>
public static class JoinChanges
{
    // Loops and waits that are each looked at with what they lead to; of more nothing is told apart.
    private const int Closely = 500;

    /// <summary>The workflow with <c>join: all</c>; its order stays, so that still one node is at work at a time.</summary>
    public static Workflow Switch(Workflow workflow) => workflow with { Config = workflow.Config with { Join = JoinRule.All } };

    /// <summary>Nodes whose behaviour changes, in document order.</summary>
    /// <param name="workflow">The workflow, with either rule.</param>
    /// <param name="catalogue">The kinds; of nodes of unknown ones their edges tell what there is to tell.</param>
    public static IReadOnlyList<JoinChange> Of(Workflow workflow, ICatalogue catalogue) => Of(
        workflow, node => catalogue.Find(node)?.Description.IsLoop == true, node => catalogue.Find(node)?.Description is { Suspends: true, IsLoop: false });

    /// <summary>The same where the kinds are told apart in another way.</summary>
    public static IReadOnlyList<JoinChange> Of(Workflow workflow, Predicate<Node> isLoop, Predicate<Node> waits)
    {
        var edges = workflow.Edges.Where(static edge => edge.IsMain).ToList();
        var next = edges.ToLookup(static edge => edge.From, static edge => (edge.To, edge.FromPort), StringComparer.Ordinal);
        var before = edges.ToLookup(static edge => edge.To, static edge => (edge.From, default(string)), StringComparer.Ordinal);
        var loops = workflow.Nodes.Where(node => isLoop(node)).Select(static node => node.Id).ToHashSet(StringComparer.Ordinal);
        var bodies = loops.Take(Closely).ToDictionary(static loop => loop, loop => Reach(next, loop, PlanGraph.LoopPort), StringComparer.Ordinal);
        var backs = edges.Where(edge => bodies.GetValueOrDefault(edge.To)?.Contains(edge.From) == true).ToHashSet();
        var looks = 0;
        var joins = edges.Where(edge => !edge.IsRepeat && !backs.Contains(edge))
            .GroupBy(edge => (edge.To, edge.ToPort)).Where(group => group.Count() > 1)
            .GroupBy(group => group.Key.To, StringComparer.Ordinal)
            .ToDictionary(node => node.Key, node => node.First(), StringComparer.Ordinal);
        var behind = FirstJoins(workflow, joins.Keys, next);
        return [.. workflow.Nodes.SelectMany(node => OfNode(node).Select(message => new JoinChange(node.Id, message)))];

        IEnumerable<string> OfNode(Node node)
        {
            if (joins.TryGetValue(node.Id, out var port))
            {
                yield return $"{port.Count()} edges enter {(port.Key.ToPort is { } name ? $"its port '{name}'" : "it")}: it runs once with all their items, where it ran once for each that delivers.";
            }
            else if (behind.TryGetValue(node.Id, out var join))
            {
                yield return $"It is behind '{join}' and runs when that does: less often, with all items together.";
            }

            if (loops.Contains(node.Id))
            {
                var count = backs.Count(edge => edge.To == node.Id);
                yield return count > 1
                    ? $"{count} edges lead back to it: a round is over when all of them have settled, where each that delivered began the next."
                    : "A round that gives nothing back is over all the same and 'done' always comes, where the loop stood still.";
            }

            if (!node.Disabled && waits(node) && (++looks > Closely || HasOthers(node.Id)))
            {
                yield return "What does not depend on it goes on while it waits, where everything stood still.";
            }
        }

        // Something that is led to, and is neither before the node nor behind it.
        bool HasOthers(string node)
        {
            var (ahead, behindIt) = (Reach(before, node, null), Reach(next, node, null));
            return workflow.Nodes.Any(other => other.Id != node && before[other.Id].Any() && !ahead.Contains(other.Id) && !behindIt.Contains(other.Id));
        }
    }

    /// <summary>For each node that comes behind a join, the first one on the way to it.</summary>
    private static Dictionary<string, string> FirstJoins(Workflow workflow, IEnumerable<string> joins, ILookup<string, (string To, string? Port)> next)
    {
        var first = joins.ToDictionary(static join => join, static join => join, StringComparer.Ordinal);
        var open = new Queue<string>(workflow.Nodes.Select(static node => node.Id).Where(first.ContainsKey));
        while (open.TryDequeue(out var at))
        {
            foreach (var (to, _) in next[at])
            {
                if (first.TryAdd(to, first[at]))
                {
                    open.Enqueue(to);
                }
            }
        }

        return first;
    }

    /// <summary>Nodes that are reached from a node, by one of its ports or any, without passing it again.</summary>
    private static HashSet<string> Reach(ILookup<string, (string To, string? Port)> next, string node, string? port)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[node].Where(edge => port is null || edge.Port is null || edge.Port == port).Select(static edge => edge.To));
        while (open.TryPop(out var at))
        {
            if (at != node && reached.Add(at))
            {
                foreach (var (to, _) in next[at])
                {
                    open.Push(to);
                }
            }
        }

        return reached;
    }
}
