using System.Buffers;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Local.Storage;

/// <summary>Rows about runs, to and fro.</summary>
internal static class RunRows
{
    public static void Put(Session session, RunRecord run) => session[RunSql.PutRun]
        .Bind(run.Id).Bind(run.WorkflowId).Bind((long)run.Status).Bind(run.StartedAt).Bind(run.EndedAt)
        .Bind(run.Version).Bind(run.Hash).Bind(run.Trigger).Bind(run.Mode).Bind(FailureText(run.Failure)).Bind(run.OutputSequence)
        .Bind(run.ForkedFrom).Bind(run.Family == run.Id ? null : run.Family)
        .Bind(run.WorkflowName).Bind(run.Variables).Bind(run.ExpiresAt)
        .Bind(run.ResumeKey).Bind(run.Caller?.RunId).Bind(run.Caller?.Text).Bind(PlaceTicketText.Write(run.Ticket))
        .Bind(RunPartText.Write(run.Part)).Execute();

    public static RunRecord Run(Statement row) => new()
    {
        Id = row.Text(0),
        WorkflowId = row.Text(1),
        Status = (RunStatus)row.Number(2),
        StartedAt = row.Time(3),
        EndedAt = row.IsNull(4) ? null : row.Time(4),
        Version = (int)row.Number(5),
        Hash = row.Text(6),
        Trigger = row.Text(7),
        Mode = row.Text(8),
        Failure = ReadFailure(row.TextOrNull(9)),
        OutputSequence = row.IsNull(10) ? null : row.Number(10),
        ForkedFrom = row.TextOrNull(11),
        Family = row.TextOrNull(12) ?? row.Text(0),
        WorkflowName = row.Text(13),
        Variables = row.TextOrNull(14),
        ExpiresAt = row.IsNull(15) ? null : row.Time(15),
        ResumeKey = row.TextOrNull(16),
        Caller = row.TextOrNull(17) is { } caller ? RunCaller.Read(caller, row.Text(18)) : null,
        Ticket = PlaceTicketText.Read(row.TextOrNull(19)),
        Part = RunPartText.Read(row.TextOrNull(20)),
    };

    public static SegmentRow Segment(Statement row) =>
        new(row.Text(0), (int)row.Number(1), row.Number(2), row.Number(3), row.Bytes(4));

    public static SnapshotRow Snapshot(Statement row) => new(row.Text(0), (int)row.Number(1), row.Bytes(2));

    public static StartRow Start(Statement row) => new(row.Text(0), row.Text(1), row.Text(2), row.Time(3));

    public static Failure? ReadFailure(string? text) => text is null ? null : FailureJson.Read(JsonElement.Parse(text));

    public static string? FailureText(Failure? failure)
    {
        if (failure is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FailureJson.Write(writer, failure);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
