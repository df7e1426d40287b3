using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>What reading a text gave: a value, or why it is refused.</summary>
/// <param name="Value">The value, when it is not refused. Its memory is its own; nothing has to be disposed.</param>
/// <param name="Problem">A code <c>json.*</c> or <c>yaml.*</c> with line and column, or null.</param>
public readonly record struct JsonReading(JsonElement Value, Problem? Problem)
{
    /// <summary>Whether there is a problem in the value's place.</summary>
    [MemberNotNullWhen(true, nameof(Problem))]
    public bool IsRefused => Problem is not null;
}
