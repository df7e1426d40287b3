using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>Starts a run at each occurrence of its schedule. The host makes the item; this passes it on.</summary>
internal sealed class TriggerScheduleKind : IScheduleKind
{
    /// <inheritdoc/>
    public KindDescription Description => TriggerScheduleDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => TriggerScheduleParameters.Check(node.Parameters);

    /// <inheritdoc/>
    public Outcome<Schedule> Schedule(Node node, string timezone) => TriggerScheduleParameters.Read(node.Parameters, timezone);

    /// <inheritdoc/>
    public Item Item(Schedule schedule, DateTimeOffset occurrence, DateTimeOffset now) => ScheduleItem.Of(schedule, occurrence, now);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        if (!await IsStartedByHandAsync(context, cancellation).ConfigureAwait(false))
        {
            context.PassThrough("out", "in");
            return NodeResult.Done;
        }

        var schedule = Schedule(context.Node, context.Run.Timezone);
        if (schedule.IsFailure)
        {
            return new NodeResult.Failed(schedule.Failure);
        }

        var now = context.Clock.GetUtcNow();
        await context.WriteAsync("out", Item(schedule.Value, now, now), Origin.First(0)).ConfigureAwait(false);
        return NodeResult.Done;
    }

    /// <summary>Whether someone started it without saying with what: then it gives what it would give just now.</summary>
    private static async ValueTask<bool> IsStartedByHandAsync(INodeContext context, CancellationToken cancellation) =>
        context.FirstInput.Count == 1
        && (await context.FirstInput.ReadAsync(0, 1, cancellation).ConfigureAwait(false))[0] is { HasBinary: false } item
        && item.Json.GetPropertyCount() == 0;
}
