using FlowForge.Core.Validation;

namespace FlowForge.Web.Editor.Problems;

/// <summary>What is wrong with a document, by node.</summary>
public sealed class ProblemIndex
{
    /// <summary>Nothing is wrong.</summary>
    public static readonly ProblemIndex None = new([], new Dictionary<string, NodeProblems>());

    private readonly IReadOnlyDictionary<string, NodeProblems> byNode;

    private ProblemIndex(IReadOnlyList<Problem> all, IReadOnlyDictionary<string, NodeProblems> byNode)
    {
        All = all;
        this.byNode = byNode;
        Errors = all.Count(problem => !problem.IsWarning);
    }

    /// <summary>All of them, refusals first.</summary>
    public IReadOnlyList<Problem> All { get; }

    /// <summary>How many keep the document from being saved to a server and run.</summary>
    public int Errors { get; }

    /// <summary>How many do not.</summary>
    public int Warnings => All.Count - Errors;

    /// <summary>Those of a node.</summary>
    public NodeProblems Of(string node) => byNode.GetValueOrDefault(node) ?? NodeProblems.None;

    /// <summary>Sorts problems by the nodes they concern.</summary>
    public static ProblemIndex Of(IReadOnlyList<Problem> problems) => new(problems, problems
        .SelectMany(problem => (problem.NodeIds ?? []).Distinct(StringComparer.Ordinal).Select(node => (node, problem)))
        .GroupBy(pair => pair.node, pair => pair.problem, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new NodeProblems([.. group]), StringComparer.Ordinal));
}
