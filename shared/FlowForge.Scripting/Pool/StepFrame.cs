using System.Text.Json;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>What a worker said of one step.</summary>
/// <param name="Result">The header.</param>
/// <param name="Sections">Chunks of items or values, then the binaries when there are some.</param>
internal sealed record StepFrame(StepResult Result, IReadOnlyList<ReadOnlyMemory<byte>> Sections)
{
    /// <summary>Reads a frame of kind Step.</summary>
    public static StepFrame Read(Frame frame) => new(
        JsonSerializer.Deserialize(frame.Sections[0].Span, HeaderJson.Default.StepResult) ?? throw new InvalidDataException("A step has no header."),
        [.. frame.Sections.Skip(1)]);
}
