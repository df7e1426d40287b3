using FlowForge.Core.Ports;

namespace FlowForge.Local.Tests.Storage;

/// <summary>Rows that tests write.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static RunRecord Run(string id) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = Noon, Family = id, Status = RunStatus.Completed,
    };

    /// <summary>A short run whole: its row and one segment.</summary>
    public static JournalWrite ShortRun(string id, int bytes = 1_000) =>
        new() { Run = Run(id), Segments = [new(id, 0, 0, 3, new byte[bytes])] };
}
