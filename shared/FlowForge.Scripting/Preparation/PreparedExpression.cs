using FlowForge.Core.Failures;
using FlowForge.Scripting.Native;
using FlowForge.Scripting.Syntax;
using FlowForge.Scripting.Templates;

namespace FlowForge.Scripting.Preparation;

/// <summary>One <c>{{ … }}</c> of a node's parameters.</summary>
internal sealed class PreparedExpression
{
    private PreparedExpression(string path, TemplatePart.Expression part, bool inText)
    {
        Path = path;
        Source = part.Source;
        Position = part.Position;
        InText = inText;
    }

    /// <summary>Path of its parameter, e.g. <c>rules[1].name</c>.</summary>
    public string Path { get; }

    /// <summary>The JavaScript.</summary>
    public string Source { get; }

    /// <summary>Where it begins in its parameter's string.</summary>
    public int Position { get; }

    /// <summary>Whether it is a piece of a longer text, so that its value becomes a string.</summary>
    public bool InText { get; }

    /// <summary>The JavaScript that an engine runs.</summary>
    public string Runnable { get; private set; } = "";

    /// <summary>The host's own answer, or null when only Jint has one.</summary>
    public NativeExpression? Native { get; private set; }

    /// <summary>Why it can have no value, or null.</summary>
    public Failure? Problem { get; private set; }

    /// <summary>What it needs.</summary>
    public SourceNeeds Needs { get; private set; } = SourceNeeds.None;

    /// <summary>Its place among the functions that the worker knows; -1 when it does not parse.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Reads an expression.</summary>
    public static PreparedExpression Read(string path, TemplatePart.Expression part, bool inText)
    {
        var expression = new PreparedExpression(path, part, inText);
        if (part.Source.Length == 0)
        {
            expression.Native = new NativeLiteral(NativeValue.Undefined);
            return expression;
        }

        var problem = ScriptSyntax.ReadExpression(part.Source, out var needs, out var tree);
        expression.Needs = needs;
        expression.Runnable = tree is null ? part.Source : NothingIsEmpty.Apply(part.Source, tree);
        expression.Native = tree is null ? null : NativeCompiler.Compile(tree);
        expression.Problem = problem is null ? null : expression.Describe(problem.Code, problem.Message, null);
        return expression;
    }

    /// <summary>A failure that says which expression it was.</summary>
    public Failure Describe(string code, string message, int? item) =>
        Failure.Of(code, $"Parameter '{Path}', expression {{{{ {Shorten(Source)} }}}} at {Position}: {message}", item) with { Position = Position };

    private static string Shorten(string source) => source.Length <= 200 ? source : source[..200] + "…";
}
