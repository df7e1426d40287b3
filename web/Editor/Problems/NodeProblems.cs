using FlowForge.Core.Validation;

namespace FlowForge.Web.Editor.Problems;

/// <summary>The problems of one node. Two are equal when they say the same.</summary>
public sealed class NodeProblems(IReadOnlyList<Problem> all) : IEquatable<NodeProblems>
{
    public static readonly NodeProblems None = new([]);

    public IReadOnlyList<Problem> All { get; } = all;

    public int Errors { get; } = all.Count(problem => !problem.IsWarning);

    public int Warnings => All.Count - Errors;

    /// <summary>A sentence a line.</summary>
    public string Text { get; } = string.Join('\n', all.Select(problem => problem.Message));

    /// <summary>Problems of a parameter and of what is inside it, by its path below the parameters.</summary>
    public IEnumerable<Problem> At(string path) => All.Where(problem => Below(problem.Path) is { } at
        && at.StartsWith(path, StringComparison.Ordinal) && (at.Length == path.Length || at[path.Length] is '.' or '['));

    /// <summary>Problems of a parameter as a whole.</summary>
    public IEnumerable<Problem> ExactlyAt(string path) => All.Where(problem => Below(problem.Path) == path);

    public bool Equals(NodeProblems? other) => other is not null && Errors == other.Errors && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as NodeProblems);

    public override int GetHashCode() => HashCode.Combine(Errors, Text);

    public static bool operator ==(NodeProblems? left, NodeProblems? right) => Equals(left, right);

    public static bool operator !=(NodeProblems? left, NodeProblems? right) => !Equals(left, right);

    private static string? Below(string path)
    {
        const string Parameters = "].parameters.";
        var at = path.IndexOf(Parameters, StringComparison.Ordinal);
        return at < 0 ? null : path[(at + Parameters.Length)..];
    }
}
