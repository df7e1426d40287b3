using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>What one step gave.</summary>
internal sealed record StepOutput
{
    /// <summary>Items, or values of expressions.</summary>
    public ItemChunks Items { get; init; } = ItemChunks.Empty;

    /// <summary>For each item the input item's index; null for "same order".</summary>
    public IReadOnlyList<int>? Origins { get; init; }

    /// <summary>Why the step failed, or null.</summary>
    public StepError? Error { get; init; }

    /// <summary>What failed within it.</summary>
    public IReadOnlyList<StepError> Errors { get; init; } = [];

    /// <summary>Console output, or null.</summary>
    public string? Console { get; init; }

    /// <summary>States it changed, by <c>global</c> or <c>node</c>, each a JSON object.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> States { get; init; } = [];

    /// <summary>Time it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>As a frame, in parts: the items are not copied.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ToFrame(int job)
    {
        var writer = FrameWriter.Begin(FrameKind.Step, job);
        writer.AddHeader(
            new StepResult
            {
                Micros = (long)Duration.TotalMicroseconds,
                Console = Console,
                Error = Error,
                Origins = Origins,
                Errors = Errors.Count == 0 ? null : Errors,
                Chunks = Items.Counts,
                HasBinary = Items.HasBinary,
                States = States.Count == 0 ? null : [.. States.Select(state => state.Key)],
            },
            HeaderJson.Default.StepResult);
        foreach (var chunk in Items.Chunks)
        {
            writer.AddSection(chunk);
        }

        if (Items.HasBinary)
        {
            writer.AddSection(Items.Binary);
        }

        foreach (var (_, state) in States)
        {
            writer.AddSection(state);
        }

        return writer.EndInParts();
    }
}
