using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Formats;
using FlowForge.Local.Settings;

namespace FlowForge.Local.Commands;

/// <summary>A workflow in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Workflow">Null when it cannot be read.</param>
/// <param name="Problems">All that is wrong with it.</param>
internal sealed record WorkflowFile(string Path, Workflow? Workflow, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether it may run.</summary>
    public bool IsValid => Workflow is not null && !Problems.Any(problem => !problem.IsWarning);

    /// <summary>Reads and validates a file.</summary>
    public static async Task<WorkflowFile> ReadAsync(string path, ICatalogue catalogue, IScripts? scripts, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new SettingException($"there is no file {path}.");
        }

        if (file.Length > Limits.DocumentBytes)
        {
            return new(path, null, [new("document.tooLarge", "", $"A document has at most {Limits.DocumentBytes} bytes.")]);
        }

        var reading = DocumentReader.Read(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), fileName: path);
        return reading.IsRefused
            ? new(path, null, reading.Problems)
            : new(path, reading.Workflow, [.. reading.Problems, .. WorkflowValidator.Validate(reading.Workflow, catalogue, scripts)]);
    }
}
