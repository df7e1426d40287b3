using FlowForge.Core.Validation;

namespace FlowForge.Ai.Replies;

/// <summary>What a reply came to: something sound, or what is wrong with it.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">Null when it is not sound.</param>
/// <param name="Problems">Why not.</param>
internal readonly record struct Checked<T>(T? Value, IReadOnlyList<Problem> Problems)
    where T : class
{
    public static Checked<T> Sound(T value) => new(value, []);

    public static Checked<T> Refused(IReadOnlyList<Problem> problems) => new(null, problems);

    public static Checked<T> Refused(Problem problem) => new(null, [problem]);
}
