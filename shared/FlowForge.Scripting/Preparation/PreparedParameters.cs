using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Preparation;

/// <summary>A node's parameters cut at their templates: JSON between them as it will be written, and what stands in each gap.</summary>
internal sealed class PreparedParameters : IPreparedParameters
{
    /// <summary>What they are for every item when there is no expression in them, else undefined.</summary>
    public JsonElement Constant { get; init; }

    /// <summary>Whether they are the same for every item.</summary>
    public bool IsConstant => Expressions.Count == 0 && Problems.Count == 0;

    /// <summary>UTF-8 JSON around the templates, one piece more than there are templates.</summary>
    public IReadOnlyList<byte[]> Pieces { get; init; } = [];

    /// <summary>The templates, in document order.</summary>
    public IReadOnlyList<PreparedTemplate> Templates { get; init; } = [];

    /// <summary>All expressions of all templates.</summary>
    public IReadOnlyList<PreparedExpression> Expressions { get; init; } = [];

    /// <summary>Their functions, for what only Jint can answer; null when none parses.</summary>
    public ScriptDefinition? Definition { get; init; }

    /// <inheritdoc/>
    public bool IsLiteral { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string?> NodeNames => Definition?.Needs.NodeNames ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Failure>> Problems { get; init; } = [];
}

/// <summary>A string parameter that starts with <c>=</c>.</summary>
/// <param name="Parts">Its pieces, in order; exactly one expression keeps its value's type.</param>
internal sealed record PreparedTemplate(IReadOnlyList<PreparedPart> Parts)
{
    /// <summary>Whether the value keeps its type.</summary>
    public bool IsTyped => Parts is [{ Expression: not null }];
}

/// <summary>A piece of a template: escaped text, or an expression.</summary>
/// <param name="Text">UTF-8, escaped as inside a JSON string; empty for an expression.</param>
/// <param name="Expression">The expression, or null for text.</param>
internal readonly record struct PreparedPart(byte[] Text, PreparedExpression? Expression);
