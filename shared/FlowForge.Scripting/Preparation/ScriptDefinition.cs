using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Preparation;

/// <summary>A source that workers know by number, so that its text crosses to each of them once.</summary>
internal sealed class ScriptDefinition
{
    private static int _last;

    /// <summary>A number that no other definition of this process has.</summary>
    public int Id { get; } = Interlocked.Increment(ref _last);

    /// <summary>What kind of source it is.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>JavaScript whose value is a function, or for expressions an array of functions.</summary>
    public required string Text { get; init; }

    /// <summary>What it needs.</summary>
    public required SourceNeeds Needs { get; init; }

    /// <summary>For expressions: whether each one is a piece of a longer text.</summary>
    public IReadOnlyList<bool> InText { get; init; } = [];

    /// <summary>Why it cannot run, or null.</summary>
    public Failure? Problem { get; init; }

    /// <summary>Wraps the body of a function. The body begins on the wrapper's first line, so that line numbers stay the author's.</summary>
    public static ScriptDefinition ForBody(string body, bool perItem)
    {
        var problem = ScriptSyntax.ReadBody(body, out var needs);
        return new()
        {
            Kind = perItem ? SourceKind.PerItem : SourceKind.AllItems,
            Text = problem is not null ? "" : $"({(needs.Awaits ? "async " : "")}function(){{{body}\n}})",
            Needs = needs,
            Problem = problem,
        };
    }
}
