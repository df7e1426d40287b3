using System.Diagnostics.CodeAnalysis;

namespace FlowForge.Core.Failures;

/// <summary>A value, or the failure in its place: how a failure crosses a room.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Outcome<T>
{
    private Outcome(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The value when <see cref="IsFailure"/> is false.</summary>
    public T? Value { get; }

    /// <summary>The failure, or null.</summary>
    public Failure? Failure { get; }

    /// <summary>Whether there is a failure in the value's place.</summary>
    [MemberNotNullWhen(true, nameof(Failure))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsFailure => Failure is not null;

    /// <summary>The value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>The value, where the type is an interface or an abstract class and so has no operator.</summary>
    internal static Outcome<T> From(T value) => new(value, null);

    /// <summary>The failure.</summary>
    public static implicit operator Outcome<T>(Failure failure) => new(default, failure);
}
