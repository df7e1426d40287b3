using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Each edge: that its ends exist, that it stands once, and that its kind and repeat rule make sense.</summary>
internal static class EdgeCheck
{
    public static void Run(Subject subject)
    {
        var ports = new PortTable(subject);
        var seen = new Dictionary<(int, string, int, string, string), int>(subject.Ends.Length);
        for (var i = 0; i < subject.Ends.Length; i++)
        {
            var edge = subject.Workflow.Edges[i];
            var (from, to) = subject.Ends[i];
            Shape(subject.Problems, edge, i);
            var exist = Exists(subject, from, edge.From, i, "from", edge.To) & Exists(subject, to, edge.To, i, "to", edge.From);
            if (!exist)
            {
                continue;
            }

            if (edge.IsMain)
            {
                Ports(subject, ports, edge, i);
            }
            else
            {
                Tool(subject, edge, i);
            }

            var key = (from, edge.FromPort ?? ports.DefaultOutput(from), to, edge.ToPort ?? ports.DefaultInput(to), edge.Kind);
            if (!seen.TryAdd(key, i))
            {
                subject.Problems.Refuse(
                    ProblemCodes.DuplicateEdge, Subject.EdgePath(i),
                    $"This edge from {Shown.Quoted(edge.From)} to {Shown.Quoted(edge.To)} is the same as {Subject.EdgePath(seen[key])}.", edge.From, edge.To);
            }
        }
    }

    private static void Shape(ProblemList problems, Edge edge, int index)
    {
        if (!edge.IsMain && !(edge.Kind.StartsWith("ai_", StringComparison.Ordinal) && edge.Kind.Length > "ai_".Length))
        {
            problems.Refuse(ProblemCodes.EdgeKind, $"{Subject.EdgePath(index)}.kind", $"{Shown.Quoted(edge.Kind)} is neither 'main' nor 'ai_*'.", edge.From, edge.To);
        }

        if (edge.RepeatMax < 1)
        {
            problems.Refuse(ProblemCodes.RepeatMax, $"{Subject.EdgePath(index)}.repeat.max", "A repeat edge delivers 1 time or more.", edge.From, edge.To);
        }
    }

    // Kinds that are not known here say for themselves what they are.
    private static void Tool(Subject subject, Edge edge, int index)
    {
        var (from, to) = subject.Ends[index];
        if (edge.Kind == "ai_tool" && subject.Workflow.Nodes[to].Kind == "ai.agent" && subject.Kinds[from] is { Description.Kind: not "workflow" })
        {
            subject.Problems.Warn(
                ProblemCodes.NotATool, Subject.EdgePath(index),
                $"{Shown.Quoted(edge.From)} is no tool for {Shown.Quoted(edge.To)}: an agent calls workflows, by nodes of kind 'workflow'.", edge.From, edge.To);
        }
    }

    private static bool Exists(Subject subject, int node, string id, int index, string end, string other)
    {
        if (node < 0)
        {
            subject.Problems.Refuse(
                ProblemCodes.MissingNode, $"{Subject.EdgePath(index)}.{end}",
                $"There is no node {Shown.Quoted(id)}, which the edge {(end == "from" ? "to" : "from")} {Shown.Quoted(other)} names.", id, other);
        }

        return node >= 0;
    }

    private static void Ports(Subject subject, PortTable ports, Edge edge, int index)
    {
        var (from, to) = subject.Ends[index];
        if (subject.IsTrigger(to))
        {
            subject.Problems.Refuse(
                ProblemCodes.IntoTrigger, $"{Subject.EdgePath(index)}.to",
                $"{Shown.Quoted(edge.To)} is a trigger, so the edge from {Shown.Quoted(edge.From)} cannot enter it.", edge.From, edge.To);
        }
        else if (edge.ToPort is { } input && !ports.HasInput(to, input))
        {
            Missing(subject, index, "toPort", edge.To, input, ports.Inputs(to), edge);
        }

        if (!ports.HasOutput(from, edge.FromPort))
        {
            Missing(subject, index, "fromPort", edge.From, edge.FromPort ?? "out", ports.Outputs(from), edge);
        }
        else if (edge.FromPort == PortTable.Error && subject.Workflow.Nodes[from].OnError != OnError.ErrorOutput && ports.IsErrorPort(from))
        {
            subject.Problems.Warn(
                ProblemCodes.UnusedErrorPort, $"{Subject.EdgePath(index)}.fromPort",
                $"Node {Shown.Quoted(edge.From)} sends nothing out of 'error' unless it says 'onError: errorOutput'.", edge.From);
        }
    }

    private static void Missing(Subject subject, int index, string end, string node, string port, IReadOnlyList<string> ports, Edge edge)
    {
        var known = ports.Count == 0 ? "none" : string.Join(", ", ports.Take(20).Select(Shown.Text));
        subject.Problems.Refuse(
            ProblemCodes.MissingPort, $"{Subject.EdgePath(index)}.{end}",
            $"Node {Shown.Quoted(node)} has no port {Shown.Quoted(port)}; its ports are: {known}.", edge.From, edge.To);
    }
}
