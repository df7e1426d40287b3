using System.Buffers;
using System.Text;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>The sources that a worker has been told, so that each crosses once.</summary>
internal sealed class ToldSources
{
    // The worker forgets all sources when it has been told this many, so that it does not grow for ever.
    private const int Most = 1_000;

    private readonly HashSet<int> _known = [];

    /// <summary>Begins a message: with a Forget when the worker knows too many sources. Never within one.</summary>
    public void Begin(IBufferWriter<byte> message)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
            message.Write(FrameWriter.Begin(FrameKind.Forget, 0).End().Span);
        }
    }

    /// <summary>Writes a job behind those of its sources that have not been told yet.</summary>
    public void Write(IBufferWriter<byte> message, PoolJob job)
    {
        foreach (var definition in job.Sources)
        {
            if (_known.Add(definition.Id))
            {
                message.Write(Define(definition).Span);
            }
        }

        message.Write(job.Frame.Span);
    }

    private static ReadOnlyMemory<byte> Define(ScriptDefinition definition)
    {
        var writer = FrameWriter.Begin(FrameKind.Define, definition.Id);
        var needs = definition.Needs;
        writer.AddHeader(new SourceHeader(definition.Kind, needs.Globals, needs.Mutates, definition.InText), HeaderJson.Default.SourceHeader);
        writer.AddSection(Encoding.UTF8.GetBytes(definition.Text));
        return writer.End();
    }
}
