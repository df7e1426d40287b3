using System.Diagnostics;
using FlowForge.Scripting.Pool;

namespace FlowForge.Scripting;

/// <summary>What the operating system holds a script worker to on this machine, as a worker has found by trying.</summary>
/// <param name="Holding">Parts that hold: <c>memory</c>, <c>processor</c>, <c>network</c>, <c>programs</c>, <c>writing</c>, <c>reading</c>, <c>orphan</c>, <c>session</c>, <c>environment</c>.</param>
/// <param name="Missing">Parts that do not.</param>
public sealed record WorkerCageReport(IReadOnlyList<string> Holding, IReadOnlyList<string> Missing)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts a worker and asks it; null when none can be started.</summary>
    /// <param name="workerPath">Its assembly; null for the one beside the host.</param>
    /// <param name="cancellation">Ends the worker.</param>
    public static async Task<WorkerCageReport?> TryAsync(string? workerPath, CancellationToken cancellation)
    {
        var start = WorkerProcess.StartInfo(workerPath ?? new ScriptPoolOptions().WorkerPath);
        start.ArgumentList.Add("--cage");
        InheritedHandles.Keep();
        using var process = new Process { StartInfo = start };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            process.Start();
            process.StandardInput.Close();
            var said = (await process.StandardOutput.ReadToEndAsync(patience.Token).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return said.Length == 0 ? null : new(Parts(said, " yes"), Parts(said, " no"));
        }
        catch (Exception broken) when (broken is System.ComponentModel.Win32Exception or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static List<string> Parts(string[] said, string ending) =>
        [.. said.Where(line => line.EndsWith(ending, StringComparison.Ordinal)).Select(line => line[..^ending.Length])];
}
