using System.Text.Json;

namespace FlowForge.Core.Validation;

/// <summary>Problems as the API writes them: <c>{ code, path, message, severity: error|warning, line?, column?, nodes? }</c>.</summary>
public static class ProblemsJson
{
    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<Problem> problems)
    {
        writer.WriteStartArray();
        foreach (var problem in problems)
        {
            WriteOne(writer, problem);
        }

        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, problem.Code);
        writer.WriteString("path"u8, problem.Path);
        writer.WriteString("message"u8, problem.Message);
        writer.WriteString("severity"u8, problem.IsWarning ? "warning"u8 : "error"u8);
        if (problem.Line is { } line)
        {
            writer.WriteNumber("line"u8, line);
        }

        if (problem.Column is { } column)
        {
            writer.WriteNumber("column"u8, column);
        }

        if (problem.NodeIds is { Count: > 0 } ids)
        {
            writer.WriteStartArray("nodes"u8);
            foreach (var id in ids)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
