using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Local.Display;

/// <summary>Shows a run: as a live tree in a terminal, as lines elsewhere, as JSON lines for programs.</summary>
internal abstract class RunDisplay : IDisposable
{
    /// <summary>The display for where the output goes.</summary>
    public static RunDisplay For(TextWriter output, Workflow workflow, bool isJson) =>
        isJson ? new JsonDisplay(output)
        : ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected ? new TreeDisplay(workflow)
        : new LineDisplay(output);

    /// <summary>A frame has come.</summary>
    public abstract void Frame(JsonElement frame);

    /// <summary>The run pauses, and somebody is asked.</summary>
    public abstract void Pause(JsonElement run, string question);

    /// <summary>The question is answered.</summary>
    public virtual void GoOn()
    {
    }

    /// <summary>The run has ended, or is left as it stands.</summary>
    public abstract void End(JsonElement run);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
