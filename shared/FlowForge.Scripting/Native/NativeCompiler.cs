using System.Globalization;
using Acornima;
using Acornima.Ast;

namespace FlowForge.Scripting.Native;

/// <summary>Turns a syntax tree into a fast path, or says that it is none.</summary>
internal static class NativeCompiler
{
    // Deeper trees are rare, and Jint has its own guard.
    private const int MaxDepth = 64;

    /// <summary>The fast path, or null.</summary>
    public static NativeExpression? Compile(Expression tree) => Compile(tree, 0);

    private static NativeExpression? Compile(Expression tree, int depth) => depth > MaxDepth ? null : tree switch
    {
        StringLiteral text => new NativeLiteral(NativeValue.Of(text.Value)),
        NumericLiteral number => new NativeLiteral(NativeValue.Of(number.Value)),
        BooleanLiteral flag => new NativeLiteral(NativeValue.Of(flag.Value)),
        NullLiteral => new NativeLiteral(NativeValue.Null),
        UnaryExpression { Operator: Operator.UnaryNegation, Argument: NumericLiteral number } => new NativeLiteral(NativeValue.Of(-number.Value)),
        Identifier or MemberExpression => CompilePath(tree),
        BinaryExpression binary when Map(binary.Operator) is { } op => CompileBinary(binary, op, depth),
        _ => null,
    };

    private static NativeBinary? CompileBinary(BinaryExpression binary, NativeOperator op, int depth) =>
        Compile(binary.Left, depth + 1) is { } left && Compile(binary.Right, depth + 1) is { } right ? new(op, left, right) : null;

    private static NativeOperator? Map(Operator op) => op switch
    {
        Operator.StrictEquality => NativeOperator.Same,
        Operator.StrictInequality => NativeOperator.NotSame,
        Operator.LessThan => NativeOperator.Less,
        Operator.LessThanOrEqual => NativeOperator.LessOrEqual,
        Operator.GreaterThan => NativeOperator.Greater,
        Operator.GreaterThanOrEqual => NativeOperator.GreaterOrEqual,
        Operator.Addition => NativeOperator.Add,
        Operator.Subtraction => NativeOperator.Subtract,
        Operator.Multiplication => NativeOperator.Multiply,
        Operator.Division => NativeOperator.Divide,
        _ => null,
    };

    private static NativePath? CompilePath(Expression tree)
    {
        var segments = new List<NativeSegment>();
        while (tree is MemberExpression { Optional: false } member)
        {
            if (Segment(member) is not { } segment)
            {
                return null;
            }

            segments.Add(segment);
            tree = member.Object;
        }

        segments.Reverse();
        return tree is Identifier root ? Root(root.Name, segments) : null;
    }

    private static NativePath? Root(string name, List<NativeSegment> segments) => (name, segments) switch
    {
        ("$json", _) => new(NativeRoot.Json, segments),
        ("$vars", [_, ..]) => new(NativeRoot.Variables, segments),
        ("$itemIndex", []) => new(NativeRoot.ItemIndex, []),
        ("$runIndex", []) => new(NativeRoot.RunIndex, []),
        ("$workflow", [{ Name: "id" }]) => new(NativeRoot.WorkflowId, []),
        ("$workflow", [{ Name: "name" }]) => new(NativeRoot.WorkflowName, []),
        ("$run" or "$execution", [{ Name: "id" }]) => new(NativeRoot.RunId, []),
        _ => null,
    };

    private static NativeSegment? Segment(MemberExpression member) => member switch
    {
        { Computed: false, Property: Identifier property } => Named(property.Name),
        { Computed: true, Property: StringLiteral text } => Named(text.Value),
        { Computed: true, Property: NumericLiteral number } when number.Value is >= 0 and < int.MaxValue && Math.Truncate(number.Value) == number.Value =>
            new(((int)number.Value).ToString(CultureInfo.InvariantCulture), (int)number.Value),
        _ => null,
    };

    // "0" is an index of an array too, and "__proto__" reaches something that is no own property.
    private static NativeSegment? Named(string name) => name switch
    {
        "__proto__" => null,
        [>= '0' and <= '9', ..] => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index.ToString(CultureInfo.InvariantCulture) == name
            ? new(name, index)
            : new(name),
        _ => new(name),
    };
}
