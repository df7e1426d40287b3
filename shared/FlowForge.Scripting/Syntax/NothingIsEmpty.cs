using System.Text;
using Acornima;
using Acornima.Ast;

namespace FlowForge.Scripting.Syntax;

/// <summary>
/// Lets <c>isEmpty()</c> and <c>isNotEmpty()</c> be asked of null and undefined, as n8n's language does. Nothing has no methods, so the
/// source is written anew: <c>x.isEmpty()</c> asks a function that knows nothing too. All else stays as it is.
/// </summary>
internal sealed class NothingIsEmpty(string source) : AstVisitor
{
    private const string Empty = "((v)=>v===null||v===undefined||v.isEmpty())(";
    private const string NotEmpty = "((v)=>v!==null&&v!==undefined&&v.isNotEmpty())(";

    private readonly List<(int At, int Skip, string Text)> _edits = [];

    /// <summary>The source of an expression, written anew where it asks.</summary>
    public static string Apply(string source, Expression tree)
    {
        if (!source.Contains("sEmpty", StringComparison.Ordinal) && !source.Contains("NotEmpty", StringComparison.Ordinal))
        {
            return source;
        }

        var visitor = new NothingIsEmpty(source);
        try
        {
            visitor.Visit(tree);
        }
        catch (InsufficientExecutionStackException)
        {
            return source;
        }

        var written = new StringBuilder();
        var done = 0;
        foreach (var (at, skip, text) in visitor._edits.OrderBy(edit => edit.At))
        {
            written.Append(source, done, at - done).Append(text);
            done = at + skip;
        }

        return written.Append(source, done, source.Length - done).ToString();
    }

    protected override object? VisitCallExpression(CallExpression node)
    {
        if (node is { Optional: false, Arguments.Count: 0, Callee: MemberExpression { Computed: false, Optional: false, Property: Identifier { Name: "isEmpty" or "isNotEmpty" } name } asked }
            && asked.Object is not Super && source.LastIndexOf('.', name.Start) is var dot && dot >= asked.Object.End && source.AsSpan(dot + 1, name.Start - dot - 1).IsWhiteSpace())
        {
            // From the dot on, for the receiver may stand in brackets.
            _edits.Add((node.Start, 0, name.Name == "isEmpty" ? Empty : NotEmpty));
            _edits.Add((dot, node.End - dot, ")"));
        }

        return base.VisitCallExpression(node);
    }
}
