using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Writing;

/// <summary>Writes refusals and validation problems.</summary>
internal static class ProblemJson
{
    public static void Write(Utf8JsonWriter writer, ApiProblem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "about:blank"u8);
        writer.WriteString("title"u8, problem.Title);
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Detail);
        writer.WriteString("code"u8, problem.Code);
        if (problem.RunId is { } run)
        {
            writer.WriteString("runId"u8, run);
        }

        if (problem.Problems.Count > 0)
        {
            writer.WritePropertyName("problems"u8);
            WriteAll(writer, problem.Problems);
        }

        writer.WriteEndObject();
    }

    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<Problem> problems)
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
