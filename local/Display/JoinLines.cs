using FlowForge.Core.Planning;
using FlowForge.Core.Validation;
using FlowForge.Local.Commands;

namespace FlowForge.Local.Display;

/// <summary>What changes in each workflow that is switched to <c>join: all</c>: for people, or one JSON object a line.</summary>
internal sealed class JoinLines(TextWriter output, bool isJson)
{
    /// <summary>A file that cannot be read.</summary>
    public void Unread(WorkflowFile file)
    {
        if (isJson)
        {
            ProblemLines.WriteJson(output, file);
        }
        else
        {
            ProblemLines.Write(output, file);
        }
    }

    /// <summary>A workflow that was switched.</summary>
    /// <param name="file">The file, with the problems of the switched workflow.</param>
    /// <param name="changes">Nodes whose behaviour changes; null when it had the rule before.</param>
    /// <param name="isWritten">Whether the file has been written.</param>
    public void Switched(WorkflowFile file, IReadOnlyList<JoinChange>? changes, bool isWritten)
    {
        if (isJson)
        {
            WriteJson(file, changes ?? [], isWritten);
            return;
        }

        output.WriteLine(changes switch
        {
            null => $"{file.Path}: has join: all already",
            [] => $"{file.Path}: no node behaves in another way",
            _ => $"{file.Path}: {changes.Select(change => change.NodeId).Distinct().Count()} of {file.Workflow!.Nodes.Count} nodes behave in another way",
        });
        foreach (var change in changes ?? [])
        {
            output.WriteLine($"  {change.NodeId}: {change.Message}");
        }

        ProblemLines.Write(output, file with { Problems = [.. file.Problems.Where(problem => !problem.IsWarning)] });
        if (isWritten)
        {
            output.WriteLine($"{file.Path}: written");
        }
    }

    private void WriteJson(WorkflowFile file, IReadOnlyList<JoinChange> changes, bool isWritten) => output.WriteJsonLine(writer =>
    {
        writer.WriteString("file"u8, file.Path);
        writer.WriteBoolean("written"u8, isWritten);
        JoinChangesJson.Write(writer, changes);
        writer.WritePropertyName("problems"u8);
        ProblemsJson.Write(writer, file.Problems);
    });
}
