namespace FlowForge.Scripting.Native;

/// <summary>The operators of the fast path.</summary>
internal enum NativeOperator : byte
{
    Same,
    NotSame,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>Two operands and an operator.</summary>
internal sealed class NativeBinary(NativeOperator op, NativeExpression left, NativeExpression right) : NativeExpression
{
    public override NativeValue Evaluate(ref NativeScope scope)
    {
        var a = left.Evaluate(ref scope);
        var b = right.Evaluate(ref scope);
        if (a.Kind == NativeKind.Bail || b.Kind == NativeKind.Bail)
        {
            return NativeValue.Bail;
        }

        return op switch
        {
            NativeOperator.Same => Same(a, b, true),
            NativeOperator.NotSame => Same(a, b, false),
            NativeOperator.Add => Add(a, b),
            NativeOperator.Subtract or NativeOperator.Multiply or NativeOperator.Divide => Reckon(a, b),
            _ => Compare(a, b),
        };
    }

    private static NativeValue Same(NativeValue a, NativeValue b, bool wanted)
    {
        if (a.IsObject && b.IsObject)
        {
            // Whether two objects are one is a question of identity, which a JSON value does not have.
            return NativeValue.Bail;
        }

        var same = a.IsString && b.IsString
            ? string.Equals(a.AsString(), b.AsString(), StringComparison.Ordinal)
            : a.Kind == b.Kind && a.Kind != NativeKind.Element && (a.Kind != NativeKind.Number || a.Number == b.Number);
        return NativeValue.Of(same == wanted);
    }

    private static NativeValue Add(NativeValue a, NativeValue b)
    {
        if (a.Kind == NativeKind.Number && b.Kind == NativeKind.Number)
        {
            return NativeValue.Of(a.Number + b.Number);
        }

        return a.IsString && b.IsString ? NativeValue.Of(a.AsString() + b.AsString()) : NativeValue.Bail;
    }

    /// <summary>Of two numbers; what is no number, or none that JSON has, is left to the engine.</summary>
    private NativeValue Reckon(NativeValue a, NativeValue b)
    {
        if (a.Kind != NativeKind.Number || b.Kind != NativeKind.Number)
        {
            return NativeValue.Bail;
        }

        var result = op switch
        {
            NativeOperator.Subtract => a.Number - b.Number,
            NativeOperator.Multiply => a.Number * b.Number,
            _ => a.Number / b.Number,
        };
        return double.IsFinite(result) ? NativeValue.Of(result) : NativeValue.Bail;
    }

    private NativeValue Compare(NativeValue a, NativeValue b)
    {
        if (a.Kind == NativeKind.Number && b.Kind == NativeKind.Number)
        {
            return NativeValue.Of(op switch
            {
                NativeOperator.Less => a.Number < b.Number,
                NativeOperator.LessOrEqual => a.Number <= b.Number,
                NativeOperator.Greater => a.Number > b.Number,
                _ => a.Number >= b.Number,
            });
        }

        if (!a.IsString || !b.IsString)
        {
            return NativeValue.Bail;
        }

        var order = string.CompareOrdinal(a.AsString(), b.AsString());
        return NativeValue.Of(op switch
        {
            NativeOperator.Less => order < 0,
            NativeOperator.LessOrEqual => order <= 0,
            NativeOperator.Greater => order > 0,
            _ => order >= 0,
        });
    }
}
