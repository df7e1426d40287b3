namespace FlowForge.Core.Validation;

/// <summary>Collects problems up to <see cref="Limits.Problems"/>: refusals before warnings, the rest counted in a last entry.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> refusals = [];
    private readonly List<Problem> warnings = [];
    private int refused;
    private int warned;

    /// <summary>Whether the document is refused.</summary>
    public bool IsRefused => refused > 0;

    /// <summary>How many refusals there are so far, listed or not.</summary>
    public int Refusals => refused;

    /// <summary>Whether a further problem would only be counted, so that its text need not be made.</summary>
    public bool IsFull => refusals.Count == Limits.Problems;

    public void Refuse(string code, string path, string message, params IReadOnlyList<string> nodes) =>
        Add(new(code, path, message, NodeIds: nodes.Count == 0 ? null : nodes));

    public void Warn(string code, string path, string message, params IReadOnlyList<string> nodes) =>
        Add(new(code, path, message, IsWarning: true, NodeIds: nodes.Count == 0 ? null : nodes));

    public void Add(Problem problem)
    {
        var list = problem.IsWarning ? warnings : refusals;
        if (problem.IsWarning)
        {
            warned++;
        }
        else
        {
            refused++;
        }

        if (list.Count < Limits.Problems)
        {
            list.Add(problem);
        }
    }

    public void AddRange(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Add(problem);
        }
    }

    /// <summary>The problems, at most <see cref="Limits.Problems"/>.</summary>
    public IReadOnlyList<Problem> ToList()
    {
        var all = refused + warned;
        if (all <= Limits.Problems)
        {
            return [.. refusals, .. warnings];
        }

        var rest = all - (Limits.Problems - 1);
        var more = new Problem(ProblemCodes.More, "", $"{rest} more problems are not listed.", IsWarning: refused < Limits.Problems);
        return [.. refusals.Concat(warnings).Take(Limits.Problems - 1), more];
    }
}
