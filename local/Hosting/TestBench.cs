using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Testing;
using FlowForge.Core.Validation;
using FlowForge.Formats;
using FlowForge.Local.Client;
using FlowForge.Local.Commands;
using FlowForge.Local.Settings;
using FlowForge.Scripting;
using FlowForge.Secrets;
using FlowForge.ServerNodes;

namespace FlowForge.Local.Hosting;

/// <summary>The kinds and scripts of this process over a way out that answers as tests say.</summary>
internal sealed class TestBench : IAsyncDisposable
{
    private readonly LocalSettings settings;
    private readonly MockedEgress egress = new();
    private readonly ProcessScripts scripts = new(new(), TimeProvider.System);
    private readonly TestKinds kinds;

    public TestBench(LocalSettings settings)
    {
        this.settings = settings;
        kinds = new(settings, ServerKinds.Create(egress, egress, new OpenedLater()), scripts);
    }

    /// <summary>Takes the definition of a custom kind from a file; what is wrong with it.</summary>
    public Task<IReadOnlyList<Problem>> AddKindAsync(string path, CancellationToken cancellation) => kinds.AddAsync(path, cancellation);

    /// <summary>Reads a test and the workflow it is of.</summary>
    /// <param name="path">The test's file.</param>
    /// <param name="document">The workflow's file; null for the one that the test names.</param>
    /// <param name="cancellation">The caller.</param>
    public async Task<TestFile> ReadAsync(string path, string? document, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new SettingException($"there is no file {path}.");
        }

        if (file.Length > Limits.DocumentBytes)
        {
            return new(path, null, null, [new("test.tooLarge", "", $"A test has at most {Limits.DocumentBytes} bytes.")]);
        }

        var (test, problems) = WorkflowTestText.Read(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), path);
        if (test is null)
        {
            return new(path, null, null, problems);
        }

        if (document is null && test.Workflow is null)
        {
            return new(path, test, await SavedAsync(test.WorkflowId!, cancellation).ConfigureAwait(false), problems);
        }

        var place = document ?? Path.Combine(file.DirectoryName!, test.Workflow!);
        var workflow = await WorkflowFile.ReadAsync(place, kinds.Catalogue, scripts, cancellation).ConfigureAwait(false);
        return workflow.Workflow is { } read && await kinds.FindAsync(read, cancellation).ConfigureAwait(false)
            ? new(path, test, await WorkflowFile.ReadAsync(place, kinds.Catalogue, scripts, cancellation).ConfigureAwait(false), problems)
            : new(path, test, workflow, problems);
    }

    /// <summary>Runs a test.</summary>
    public Task<TestOutcome> RunAsync(WorkflowTest test, Workflow workflow, CancellationToken cancellation) =>
        new TestRunner(kinds.Catalogue, scripts, egress, TimeProvider.System).RunAsync(test, workflow, cancellation);

    public ValueTask DisposeAsync() => scripts.DisposeAsync();

    private async Task<WorkflowFile> SavedAsync(string id, CancellationToken cancellation)
    {
        var reply = await ExportAsync(id, cancellation).ConfigureAwait(false);
        if (!reply.IsGood)
        {
            return new(id, null, [new("workflow.unknown", "workflowId", $"There is no saved workflow '{id}'; --workflow names a file in its place.")]);
        }

        var reading = DocumentReader.Read(reply.Body, fileName: "workflow.json");
        if (reading.IsRefused)
        {
            return new(id, null, reading.Problems);
        }

        await kinds.FindAsync(reading.Workflow, cancellation).ConfigureAwait(false);
        return new(id, reading.Workflow, [.. reading.Problems, .. WorkflowValidator.Validate(reading.Workflow, kinds.Catalogue, scripts)]);
    }

    private async Task<ApiReply> ExportAsync(string id, CancellationToken cancellation)
    {
        await using var api = await ApiAccess.OpenAsync(settings, cancellation).ConfigureAwait(false);
        return await api.SendAsync(ApiRequest.Get($"/api/workflows/{Uri.EscapeDataString(id)}/export?format=json"), cancellation).ConfigureAwait(false);
    }
}

/// <summary>A test as it was read.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Test">Null when it cannot be read.</param>
/// <param name="Workflow">The workflow it is of; null when the test cannot be read.</param>
/// <param name="Problems">All that is wrong with the test.</param>
internal sealed record TestFile(string Path, WorkflowTest? Test, WorkflowFile? Workflow, IReadOnlyList<Problem> Problems);
