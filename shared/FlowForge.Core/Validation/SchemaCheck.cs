using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Validation;

/// <summary>
/// Checks a value against a <see cref="ParameterSchema"/>. A string that starts with <c>=</c> stands for any value unless the schema
/// says <c>x-literal</c>. Of <c>oneOf</c> at least one must fit, as of <c>anyOf</c>, for an expression may fit several.
/// </summary>
public static class SchemaCheck
{
    /// <summary>All problems: <c>parameter.missing</c>, <c>parameter.unknown</c>, <c>parameter.type</c>, <c>parameter.value</c>.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value; paths are relative to it.</param>
    public static IReadOnlyList<ParameterProblem> Run(ParameterSchema schema, JsonElement value)
    {
        var walk = new SchemaWalk();
        walk.Check(schema, value);
        return walk.Found ?? (IReadOnlyList<ParameterProblem>)[];
    }

    /// <summary>The same for data, in which a string that starts with <c>=</c> is a string.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value; paths are relative to it.</param>
    public static IReadOnlyList<ParameterProblem> RunOnData(ParameterSchema schema, JsonElement value)
    {
        var walk = new SchemaWalk(isData: true);
        walk.Check(schema, value);
        return walk.Found ?? (IReadOnlyList<ParameterProblem>)[];
    }
}
