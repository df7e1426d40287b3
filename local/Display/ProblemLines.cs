using System.Text.Json;
using FlowForge.Core.Validation;
using FlowForge.Local.Commands;

namespace FlowForge.Local.Display;

/// <summary>Problems of documents, one a line: <c>file:line:column: error code place: sentence</c>.</summary>
internal static class ProblemLines
{
    public static void Write(TextWriter output, WorkflowFile file)
    {
        foreach (var problem in file.Problems)
        {
            var place = problem.Line is { } line ? $"{file.Path}:{line}:{problem.Column ?? 1}" : file.Path;
            var path = problem.Path.Length == 0 ? "" : $" {problem.Path}";
            output.WriteLine($"{place}: {(problem.IsWarning ? "warning" : "error")} {problem.Code}{path}: {problem.Message}");
        }
    }

    /// <summary>One JSON object for the file.</summary>
    public static void WriteJson(TextWriter output, WorkflowFile file)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("file"u8, file.Path);
            writer.WriteBoolean("valid"u8, file.IsValid);
            writer.WriteStartArray("problems"u8);
            foreach (var problem in file.Problems)
            {
                Write(writer, problem);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, problem.Code);
        writer.WriteString("path"u8, problem.Path);
        writer.WriteString("message"u8, problem.Message);
        writer.WriteString("severity"u8, problem.IsWarning ? "warning"u8 : "error"u8);
        if (problem.Line is { } line)
        {
            writer.WriteNumber("line"u8, line);
            writer.WriteNumber("column"u8, problem.Column ?? 1);
        }

        writer.WriteEndObject();
    }
}
