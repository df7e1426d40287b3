using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Durable.Tests.Support;

namespace FlowForge.Durable.Tests.Golden;

/// <summary>
/// One generation of an orchestration as the driver of some version went through it: what it began with, what it asked for, and what happened. An orchestration that is in flight when the functions
/// are brought to a newer version is replayed from exactly this, so a newer driver must ask for the same, in the same order.
/// </summary>
/// <param name="Input">What the generation began with.</param>
/// <param name="At">When.</param>
/// <param name="Asked">What the driver asked for.</param>
/// <param name="Happened">What came of it.</param>
internal sealed record KeptGeneration(string Input, DateTimeOffset At, IReadOnlyList<Asked> Asked, IReadOnlyList<Happened> Happened)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<KeptGeneration> Read(string text) => JsonSerializer.Deserialize<List<KeptGeneration>>(text)!;

    public static string Write(IReadOnlyList<KeptGeneration> generations) => JsonSerializer.Serialize(generations, Readable);

    /// <summary>What this version's driver asks for. It throws when that is anything else, or at another point of the history.</summary>
    public IReadOnlyList<Asked> Replay()
    {
        // As the task hub does: from the beginning for each event, with one more of them each time.
        var replay = ReplayedOrchestration.Run(Input, At, [], []);
        for (var events = 1; events <= Happened.Count; events++)
        {
            replay = ReplayedOrchestration.Run(Input, At, replay.All, [.. Happened.Take(events)]);
        }

        return replay.All;
    }
}
