using System.Diagnostics.CodeAnalysis;

namespace FlowForge.Api.Answers;

/// <summary>What a request asks with, or the refusal in its place.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal readonly struct Asked<T>
{
    private Asked(T? value, ApiProblem? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value when it is not refused.</summary>
    public T? Value { get; }

    /// <summary>The refusal, or null.</summary>
    public ApiProblem? Problem { get; }

    /// <summary>Whether there is a refusal in the value's place.</summary>
    [MemberNotNullWhen(true, nameof(Problem))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Problem is not null;

    /// <summary>The value.</summary>
    public static implicit operator Asked<T>(T value) => new(value, null);

    /// <summary>The refusal.</summary>
    public static implicit operator Asked<T>(ApiProblem problem) => new(default, problem);
}
