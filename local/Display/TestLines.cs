using System.Text.Json;
using FlowForge.Core.Testing;
using FlowForge.Core.Validation;
using FlowForge.Local.Commands;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Display;

/// <summary>What tests came to: for people, or one JSON object a line.</summary>
internal sealed class TestLines(TextWriter output, bool isJson)
{
    private int passed;
    private int failed;
    private int invalid;

    /// <summary>A test, or its workflow, that is not valid.</summary>
    public void Invalid(TestFile file)
    {
        invalid++;
        IEnumerable<Problem> problems = [.. file.Problems, .. file.Workflow?.Problems ?? []];
        var errors = problems.Where(static problem => !problem.IsWarning).ToList();
        if (isJson)
        {
            output.WriteJsonLine(writer =>
            {
                writer.WriteString("file"u8, file.Path);
                writer.WriteBoolean("valid"u8, false);
                writer.WritePropertyName("problems"u8);
                ProblemsJson.Write(writer, errors);
            });
            return;
        }

        output.WriteLine($"invalid {file.Path}");
        foreach (var problem in errors)
        {
            output.WriteLine($"  error {problem.Code}{(problem.Path.Length == 0 ? "" : $" {problem.Path}")}: {problem.Message}");
        }
    }

    /// <summary>A test that was run.</summary>
    public void Ran(string path, WorkflowTest test, TestOutcome outcome)
    {
        (passed, failed) = (passed + (outcome.Passed ? 1 : 0), failed + (outcome.Passed ? 0 : 1));
        if (isJson)
        {
            output.WriteJsonLine(writer => Write(writer, path, test, outcome));
            return;
        }

        output.WriteLine($"{(outcome.Passed ? "passed" : "failed")} {path}{(test.Name.Length > 0 ? $": {test.Name}" : "")}");
        foreach (var difference in outcome.Differences)
        {
            output.WriteLine($"  {difference.Place}: {difference.Message}");
        }

        foreach (var call in outcome.Unused)
        {
            output.WriteLine($"  note: nobody made the call {call}");
        }
    }

    /// <summary>The sum, and what the command exits with.</summary>
    public int End()
    {
        if (!isJson)
        {
            output.WriteLine($"{passed} passed, {failed} failed{(invalid > 0 ? $", {invalid} not valid" : "")}");
        }

        return invalid > 0 ? ExitCodes.Invalid : failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static void Write(Utf8JsonWriter writer, string path, WorkflowTest test, TestOutcome outcome)
    {
        writer.WriteString("file"u8, path);
        writer.WriteString("name"u8, test.Name);
        writer.WriteBoolean("passed"u8, outcome.Passed);
        writer.WriteStartArray("differences"u8);
        foreach (var difference in outcome.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("place"u8, difference.Place);
            writer.WriteString("message"u8, difference.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unused"u8);
        foreach (var call in outcome.Unused)
        {
            writer.WriteStringValue(call);
        }

        writer.WriteEndArray();
    }
}
