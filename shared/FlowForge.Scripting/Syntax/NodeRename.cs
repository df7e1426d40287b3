using System.Text;
using Acornima;
using Acornima.Ast;
using FlowForge.Scripting.Templates;

namespace FlowForge.Scripting.Syntax;

/// <summary>Finds the places where a source asks for one node by a literal name, and writes another name there.</summary>
internal sealed class NodeRename(string from, string to) : AstVisitor
{
    private readonly List<(int Start, int End, string Text)> _edits = [];

    /// <summary>A source, or a template when it starts with <c>=</c>, with the other name; what does not parse stays as it is.</summary>
    public static string Apply(string source, string from, string to)
    {
        if (!TemplateReader.IsTemplate(source))
        {
            return Apply(source, from, to, isBody: true);
        }

        var renamed = new StringBuilder();
        var done = 0;
        foreach (var part in TemplateReader.Read(source, out _).OfType<TemplatePart.Expression>())
        {
            var start = source.IndexOf(part.Source, part.Position + 2, StringComparison.Ordinal);
            renamed.Append(source, done, start - done).Append(Apply(part.Source, from, to, isBody: false));
            done = start + part.Source.Length;
        }

        return renamed.Append(source, done, source.Length - done).ToString();
    }

    protected override object? VisitCallExpression(CallExpression node)
    {
        if (node.Callee is Identifier { Name: "$" or "$items" } && node.Arguments.Count > 0 && IsName(node.Arguments[0]))
        {
            Edit(node.Arguments[0], Quoted(node.Arguments[0]));
        }

        return base.VisitCallExpression(node);
    }

    protected override object? VisitMemberExpression(MemberExpression node)
    {
        if (node.Object is Identifier { Name: "$node" })
        {
            if (node.Computed && IsName(node.Property))
            {
                Edit(node.Property, Quoted(node.Property));
            }
            else if (!node.Computed && node.Property is Identifier name && name.Name == from)
            {
                // From the dot on, for the new name may be no identifier.
                _edits.Add((node.Object.End, node.End, $"{(node.Optional ? "?." : "")}[{Quoted(null)}]"));
            }
        }

        return base.VisitMemberExpression(node);
    }

    private static string Apply(string source, string from, string to, bool isBody)
    {
        if (ScriptSyntax.Tree(source, isBody) is not { } tree)
        {
            return source;
        }

        var rename = new NodeRename(from, to);
        try
        {
            rename.Visit(tree);
        }
        catch (InsufficientExecutionStackException)
        {
            return source;
        }

        var renamed = new StringBuilder(source);
        foreach (var (start, end, text) in rename._edits.OrderByDescending(edit => edit.Start))
        {
            renamed.Remove(start, end - start).Insert(start, text);
        }

        return renamed.ToString();
    }

    private bool IsName(Node node) => node switch
    {
        StringLiteral text => text.Value == from,
        TemplateLiteral { Expressions.Count: 0 } template => template.Quasis[0].Value.Cooked == from,
        _ => false,
    };

    private void Edit(Node node, string text) => _edits.Add((node.Start, node.End, text));

    /// <summary>The new name in the quotes that stood there, else in single ones.</summary>
    private string Quoted(Node? old)
    {
        var quote = old is StringLiteral { Raw: ['"', ..] } ? '"' : '\'';
        var text = new StringBuilder().Append(quote);
        foreach (var c in to)
        {
            text.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\u2028' => "\\u2028",
                '\u2029' => "\\u2029",
                _ when c == quote => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return text.Append(quote).ToString();
    }
}
