using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench.Runs;

/// <summary>Counts what a model takes, also where nothing comes of its replies.</summary>
internal sealed class MeteredModel(ILanguageModel model) : ILanguageModel
{
    private readonly Lock gate = new();
    private ModelUsage taken = ModelUsage.None;

    public string? Missing => model.Missing;

    public string? Origin => model.Origin;

    public string? Usual => model.Usual;

    public async ValueTask<Outcome<ModelReply>> AskAsync(ModelRequest request, CancellationToken cancellation)
    {
        var reply = await model.AskAsync(request, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            taken += reply.IsFailure ? new(0, 0, null) : reply.Value.Usage;
        }

        return reply;
    }

    /// <summary>What was taken since this was asked last.</summary>
    public ModelUsage Take()
    {
        lock (gate)
        {
            var all = taken;
            taken = ModelUsage.None;
            return all;
        }
    }
}
