using Acornima;
using Acornima.Ast;

namespace FlowForge.Scripting.Syntax;

/// <summary>
/// Walks a syntax tree once and notes what it needs. Where the text does not tell, it errs on the side of more: a computed name
/// is fetched while the script runs, a computed member counts as a change in place.
/// </summary>
internal sealed class NeedsVisitor : AstVisitor
{
    private readonly HashSet<string> _globals = new(StringComparer.Ordinal);
    private readonly HashSet<Lookup> _lookups = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Node> _seen = [];
    private readonly HashSet<Node> _placed = [];
    private bool _computedName;
    private bool _awaits;
    private bool _mutates;
    private bool _asksInputOtherwise;

    /// <summary>What was found.</summary>
    public SourceNeeds Needs => new()
    {
        Globals = [.. _globals.Order(StringComparer.Ordinal)],
        Lookups = [.. _lookups],
        NodeNames = [.. _names.Order(StringComparer.Ordinal), .. _computedName ? new string?[] { null } : []],
        Awaits = _awaits,
        Mutates = _mutates,
        AsksInputOtherwise = _asksInputOtherwise,
    };

    protected override object? VisitIdentifier(Identifier node)
    {
        NoteName(node.Name);

        // Under another name it may be called with anything.
        _computedName |= node.Name is "globalThis" || (node.Name is "$" or "$items" or "$node" && !_seen.Contains(node));
        _asksInputOtherwise |= node.Name is "$input" && !_seen.Contains(node);
        if (PreludeNames.All.Contains(node.Name))
        {
            _globals.Add(node.Name);
        }
        else if (node.Name is "globalThis")
        {
            _globals.UnionWith(PreludeNames.All);
        }

        return base.VisitIdentifier(node);
    }

    protected override object? VisitLiteral(Literal node)
    {
        if (node is StringLiteral text)
        {
            NoteName(text.Value);
        }

        return base.VisitLiteral(node);
    }

    protected override object? VisitMemberExpression(MemberExpression node)
    {
        var property = PropertyName(node);
        _mutates |= property is null && node.Property is not NumericLiteral;
        switch (node.Object)
        {
            case CallExpression { Callee: Identifier { Name: "$" } } call when LiteralArgument(call) is { } name:
                _seen.Add(call);
                NoteNode(name, _placed.Contains(node) ? null : property);
                break;
            case Identifier { Name: "$node" }:
                _seen.Add(node.Object);
                NoteAt(property);
                break;
            case Identifier { Name: "$input" } when property is LookupForms.All or LookupForms.First or LookupForms.Last && !_placed.Contains(node):
                _seen.Add(node.Object);
                _lookups.Add(new("", property));
                break;
            case Identifier { Name: "$input" } when property is "item":
                _seen.Add(node.Object);
                break;
        }

        return base.VisitMemberExpression(node);
    }

    protected override object? VisitCallExpression(CallExpression node)
    {
        if (node is { Callee: MemberExpression member, Arguments.Count: > 0 })
        {
            // With an output or a run, all(), first() and last() ask for something else than without.
            _placed.Add(member);
        }

        if (node.Callee is Identifier { Name: "$" or "$items" } callee)
        {
            _seen.Add(callee);
            if (!_seen.Contains(node))
            {
                NoteCall(callee.Name, node);
            }
        }
        else if (node.Callee is Identifier { Name: PreludeNames.State })
        {
            NoteState(LiteralArgument(node));
        }
        else if (node.Callee is MemberExpression method && MayBeExtension(method))
        {
            _globals.Add(PreludeNames.Extensions);
            _globals.Add(PropertyName(method) is { } name ? $".{name}" : PreludeNames.AnyMethod);
        }

        return base.VisitCallExpression(node);
    }

    protected override object? VisitAwaitExpression(AwaitExpression node)
    {
        _awaits = true;
        return base.VisitAwaitExpression(node);
    }

    protected override object? VisitForOfStatement(ForOfStatement node)
    {
        _awaits |= node.Await;
        _mutates |= node.Left is not (VariableDeclaration or Identifier);
        return base.VisitForOfStatement(node);
    }

    protected override object? VisitForInStatement(ForInStatement node)
    {
        _mutates |= node.Left is not (VariableDeclaration or Identifier);
        return base.VisitForInStatement(node);
    }

    protected override object? VisitAssignmentExpression(AssignmentExpression node)
    {
        _mutates |= node.Left is not Identifier;
        return base.VisitAssignmentExpression(node);
    }

    protected override object? VisitUnaryExpression(UnaryExpression node)
    {
        _mutates |= node.Operator == Operator.Delete || (node is UpdateExpression && node.Argument is not Identifier);
        return base.VisitUnaryExpression(node);
    }

    private void NoteName(string name)
    {
        _mutates |= PreludeNames.Mutators.Contains(name);
        if (PreludeNames.FileFacts.Contains(name))
        {
            _globals.Add(PreludeNames.File);
        }
    }

    /// <summary>Only a call asks for an extension method; the same word as a property is the item's own.</summary>
    private static bool MayBeExtension(MemberExpression method)
    {
        var name = PropertyName(method);
        return (name is null || PreludeNames.ExtensionMethods.Contains(name)) && method.Object is not
            (Identifier { Name: "Math" or "Object" or "Number" or "Array" or "Date" or "Promise" or "Reflect" or "$input" }
            or CallExpression { Callee: Identifier { Name: "$" } });
    }

    private void NoteCall(string function, CallExpression node)
    {
        switch (function, LiteralArgument(node))
        {
            case ("$", { } name):
                _names.Add(name);
                break;
            case ("$items", { } name):
                _names.Add(name);
                _lookups.Add(new(name, LookupForms.All));
                break;
            case ("$items", null) when node.Arguments.Count == 0:
                _lookups.Add(new("", LookupForms.All));
                break;
            default:
                _computedName = true;
                break;
        }
    }

    /// <summary>For a node's own state the name is filled in when a job is built.</summary>
    private void NoteState(string? whose)
    {
        if (whose is "global" or "node")
        {
            _lookups.Add(new("", whose == "node" ? LookupForms.NodeState : LookupForms.WorkflowState));
        }
    }

    private void NoteNode(string name, string? property)
    {
        _names.Add(name);
        var form = property switch
        {
            "item" or "json" or "binary" => LookupForms.Pair,
            "first" => LookupForms.First,
            "last" => LookupForms.Last,
            "all" => LookupForms.All,
            "params" => LookupForms.Params,
            "context" => LookupForms.Context,
            "isExecuted" => LookupForms.Executed,
            _ => null,
        };
        if (form is not null)
        {
            _lookups.Add(new(name, form));
        }
    }

    private void NoteAt(string? name)
    {
        if (name is null)
        {
            _computedName = true;
            return;
        }

        _names.Add(name);
        _lookups.Add(new(name, LookupForms.At));
    }

    private static string? PropertyName(MemberExpression node) => node switch
    {
        { Computed: false, Property: Identifier identifier } => identifier.Name,
        { Computed: true, Property: StringLiteral text } => text.Value,
        { Computed: true, Property: TemplateLiteral { Expressions.Count: 0 } template } => template.Quasis[0].Value.Cooked,
        { Property: PrivateIdentifier } => "",
        _ => null,
    };

    private static string? LiteralArgument(CallExpression call) => call.Arguments.Count > 0
        ? call.Arguments[0] switch
        {
            StringLiteral text => text.Value,
            TemplateLiteral { Expressions.Count: 0 } template => template.Quasis[0].Value.Cooked,
            _ => null,
        }
        : null;
}
