using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Validation;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Local.Display;

/// <summary>What became of each workflow of an import: for people, or one JSON object a line.</summary>
internal sealed class ImportLines(TextWriter output, bool isJson)
{
    /// <summary>A file that holds no workflow.</summary>
    public void Refused(string path, Failure failure)
    {
        if (isJson)
        {
            output.WriteJsonLine(writer =>
            {
                writer.WriteString("file"u8, path);
                writer.WriteString("code"u8, failure.Code);
                writer.WriteString("message"u8, failure.Message);
            });
            return;
        }

        output.WriteLine($"{path}: error {failure.Code}: {failure.Message}");
    }

    /// <summary>A workflow that was written.</summary>
    public void Written(string path, string file, N8nReport report, IReadOnlyList<Problem> problems)
    {
        if (isJson)
        {
            output.WriteJsonLine(writer =>
            {
                writer.WriteString("file"u8, path);
                writer.WriteString("out"u8, file);
                writer.WritePropertyName("report"u8);
                N8nReportJson.Write(writer, report, problems);
            });
            return;
        }

        var total = report.Mapped.Count + report.Placeholders.Count;
        output.WriteLine($"{path} → {file}: {report.Mapped.Count} of {total} nodes have a kind here");
        Each(report.Placeholders.GroupBy(node => (node.Type, node.Reason)), same => $"placeholder {same.Key.Type} ({string.Join(", ", same.Select(node => node.Name))}){(same.Key.Reason is { } reason ? $": {reason}" : "")}");
        Each(report.Credentials.GroupBy(one => (one.Slot, one.Id, one.Name)), same => $"credential {same.Key.Id} ({same.Key.Slot}{(same.Key.Name is { } name ? $", {name}" : "")}) to enter");
        Each(report.Expressions, one => $"expression of {one.NodeId} at {one.Path} uses {one.Name}, which is not known here");
        Each(report.Repairs, one => $"repaired {one.Place}: {one.Message}");
        Each(report.Remarks.Concat(report.Changes), one => one.NodeId is { } node ? $"{node}: {one.Message}" : one.Message);
        Each(problems.Where(problem => !problem.IsWarning), problem => $"error {problem.Code} {problem.Path}: {problem.Message}");
    }

    private void Each<T>(IEnumerable<T> all, Func<T, string> line)
    {
        foreach (var one in all)
        {
            output.WriteLine($"  {line(one)}");
        }
    }
}
