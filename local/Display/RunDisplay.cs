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

    /// <summary>The run has ended.</summary>
    public abstract void End(JsonElement run);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
