using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Scheduling;

namespace FlowForge.Core.Ports;

/// <summary>A trigger kind that fires by the clock.</summary>
public interface IScheduleKind : INodeKind
{
    /// <summary>The schedule of a node, or why its parameters give none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="timezone">IANA zone of its workflow, for a node that names none.</param>
    Outcome<Schedule> Schedule(Node node, string timezone);

    /// <summary>The item an occurrence gives.</summary>
    /// <param name="schedule">What <see cref="Schedule(Node, string)"/> gave.</param>
    /// <param name="occurrence">The planned moment.</param>
    /// <param name="now">The moment of the start.</param>
    Item Item(Schedule schedule, DateTimeOffset occurrence, DateTimeOffset now);
}
