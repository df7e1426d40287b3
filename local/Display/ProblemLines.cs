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
    public static void WriteJson(TextWriter output, WorkflowFile file) => output.WriteJsonLine(writer =>
    {
        writer.WriteString("file"u8, file.Path);
        writer.WriteBoolean("valid"u8, file.IsValid);
        writer.WritePropertyName("problems"u8);
        ProblemsJson.Write(writer, file.Problems);
    });
}
