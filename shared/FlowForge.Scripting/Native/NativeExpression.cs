using System.Text.Json;

namespace FlowForge.Scripting.Native;

/// <summary>
/// An expression that the host answers without an engine: own-property paths, literals, <c>===</c>, <c>!==</c>, comparison of
/// numbers or of strings, and <c>+</c> on two numbers or two strings (semantics 6). Whenever the answer could differ from Jint's, it bails.
/// </summary>
internal abstract class NativeExpression
{
    /// <summary>Its value for one item, or <see cref="NativeValue.Bail"/>.</summary>
    public abstract NativeValue Evaluate(ref NativeScope scope);
}

/// <summary>A literal.</summary>
internal sealed class NativeLiteral(NativeValue value) : NativeExpression
{
    public override NativeValue Evaluate(ref NativeScope scope) => value;
}

/// <summary>Where a path begins.</summary>
internal enum NativeRoot : byte
{
    Json,
    ItemIndex,
    RunIndex,
    WorkflowId,
    WorkflowName,
    RunId,
    Variables,
}

/// <summary>A value of the scope and own properties below it.</summary>
internal sealed class NativePath(NativeRoot root, IReadOnlyList<NativeSegment> segments) : NativeExpression
{
    private readonly NativeSegment[] _segments = [.. segments];

    public override NativeValue Evaluate(ref NativeScope scope)
    {
        switch (root)
        {
            case NativeRoot.Json:
                return Walk(scope.Json);
            case NativeRoot.Variables:
                return Walk(scope.Run.Variables);
            case NativeRoot.ItemIndex:
                return NativeValue.Of(scope.ItemIndex);
            case NativeRoot.RunIndex:
                return NativeValue.Of(scope.RunIndex);
            case NativeRoot.WorkflowId:
                return NativeValue.Of(scope.Run.WorkflowId);
            case NativeRoot.WorkflowName:
                return NativeValue.Of(scope.Run.WorkflowName);
            default:
                return NativeValue.Of(scope.Run.RunId);
        }
    }

    private NativeValue Walk(JsonElement at)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            var segment = _segments[i];
            var isLast = i == _segments.Length - 1;
            switch (at.ValueKind)
            {
                case JsonValueKind.Object when segment.Name is not null:
                    if (!at.TryGetProperty(segment.Name, out at))
                    {
                        return isLast && !segment.IsOnPrototype ? NativeValue.Undefined : NativeValue.Bail;
                    }

                    break;
                case JsonValueKind.Array when segment.Index >= 0:
                    if (segment.Index >= at.GetArrayLength())
                    {
                        return isLast ? NativeValue.Undefined : NativeValue.Bail;
                    }

                    at = at[segment.Index];
                    break;
                case JsonValueKind.Array when isLast && segment.IsLength:
                    return NativeValue.Of(at.GetArrayLength());
                case JsonValueKind.String when isLast && segment.IsLength:
                    return NativeValue.Of(at.GetString()!.Length);
                default:
                    return NativeValue.Bail;
            }
        }

        return NativeValue.Of(at);
    }
}

/// <summary>One step of a path: a property's name or an index.</summary>
internal sealed record NativeSegment(string? Name, int Index = -1)
{
    /// <summary>Whether objects have this name without owning it.</summary>
    public bool IsOnPrototype { get; } = Name is not null
        && (Syntax.PreludeNames.ObjectPrototype.Contains(Name) || Syntax.PreludeNames.ExtensionMethods.Contains(Name));

    /// <summary>Whether arrays and strings answer it with their length.</summary>
    public bool IsLength { get; } = Name == "length";
}
