using Acornima;
using Acornima.Ast;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Scripting.Syntax;

/// <summary>
/// Reads sources without running them. Size is looked at first; depth is bounded by the parser itself, which measures the
/// stack it has left and gives up before it is gone.
/// </summary>
internal static class ScriptSyntax
{
    private static readonly ParserOptions BodyOptions = new()
    {
        AllowReturnOutsideFunction = true,
        AllowAwaitOutsideFunction = true,
    };

    /// <summary>The tree of a function's body or of one expression; null when it does not parse or is too large.</summary>
    public static Node? Tree(string source, bool isBody) =>
        Read(source, "", isBody ? ParseBody : static text => new Parser().ParseExpression(text), out _, out var tree) is null ? tree : null;

    /// <summary>Reads the body of a function; null when it is <see cref="FailureCodes.Script"/> or too large.</summary>
    public static Failure? ReadBody(string source, out SourceNeeds needs) =>
        Read(source, FailureCodes.Script, ParseBody, out needs, out _);

    /// <summary>Reads one expression; null when it parses.</summary>
    public static Failure? ReadExpression(string source, out SourceNeeds needs, out Expression? tree)
    {
        var failure = Read(source, FailureCodes.Expression, static text => new Parser().ParseExpression(text), out needs, out var node);
        tree = node as Expression;
        if (failure is null && needs.Awaits)
        {
            // It stands in a function that is not async, where only one of its own may await.
            failure = Read($"()=>({source}\n)", FailureCodes.Expression, static text => new Parser().ParseExpression(text), out _, out _);
        }

        return failure;
    }

    private static Node ParseBody(string source) => new Parser(BodyOptions).ParseScript(source);

    private static Failure? Read(string source, string code, Func<string, Node> parse, out SourceNeeds needs, out Node? tree)
    {
        needs = SourceNeeds.None;
        tree = null;
        if (source.Length > Limits.ScriptSource)
        {
            return Failure.Of(code, $"The source has {source.Length} characters; at most {Limits.ScriptSource} are allowed.");
        }

        try
        {
            tree = parse(source);
            var visitor = new NeedsVisitor();
            visitor.Visit(tree);
            needs = visitor.Needs;
            return null;
        }
        catch (ParseErrorException error)
        {
            return Failure.Of(code, $"SyntaxError: {error.Description} (line {error.LineNumber}, column {error.Column + 1})");
        }
        catch (InsufficientExecutionStackException)
        {
            return Failure.Of(code, "The source is nested too deeply.");
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException or NullReferenceException)
        {
            // A fault of the parser's own, such as a regular expression's back reference to group 9007199254740993. The source is at fault all the same.
            return Failure.Of(code, $"The source cannot be read: {fault.Message}");
        }
    }
}
