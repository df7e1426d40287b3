using FlowForge.Api.Routing;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Workflows;

/// <summary>Documents of runs.</summary>
internal static class RunDocument
{
    /// <summary>The document that a run goes by now: that of its last change, or the one it was started with.</summary>
    public static ValueTask<Workflow> LastAsync(ApiCall call, RunRecord run) => LastAsync(call.State, run, call.Cancellation);

    /// <summary>The same for what is no request.</summary>
    public static async ValueTask<Workflow> LastAsync(ApiState state, RunRecord run, CancellationToken cancellation) =>
        await state.Services.Engine.RevisionAsync(run.Id, null, cancellation).ConfigureAwait(false) ?? await FirstAsync(state, run, cancellation).ConfigureAwait(false);

    /// <summary>The document that a run was started with.</summary>
    public static ValueTask<Workflow> FirstAsync(ApiCall call, RunRecord run) => FirstAsync(call.State, run, call.Cancellation);

    /// <summary>The same for what is no request.</summary>
    public static async ValueTask<Workflow> FirstAsync(ApiState state, RunRecord run, CancellationToken cancellation) =>
        await state.Services.Workflows.GetDocumentAsync(run.Hash, cancellation).ConfigureAwait(false) is { } pinned
            ? state.Documents.Get(run.Hash, pinned, run.Version)
            : throw new StoreFault($"The document {run.Hash} that run {run.Id} pins is not in the store.");
}
