using FlowForge.Api.Routing;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Workflows;

/// <summary>Documents of runs.</summary>
internal static class RunDocument
{
    /// <summary>The document that a run goes by now: that of its last change, or the one it was started with.</summary>
    public static async ValueTask<Workflow> LastAsync(ApiCall call, RunRecord run) =>
        await call.Services.Engine.RevisionAsync(run.Id, null, call.Cancellation).ConfigureAwait(false) ?? await FirstAsync(call, run).ConfigureAwait(false);

    /// <summary>The document that a run was started with.</summary>
    public static async ValueTask<Workflow> FirstAsync(ApiCall call, RunRecord run) =>
        await call.Services.Workflows.GetDocumentAsync(run.Hash, call.Cancellation).ConfigureAwait(false) is { } pinned
            ? call.State.Documents.Get(run.Hash, pinned, run.Version)
            : throw new StoreFault($"The document {run.Hash} that run {run.Id} pins is not in the store.");
}
