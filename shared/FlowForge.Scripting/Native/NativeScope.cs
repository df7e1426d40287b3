using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Native;

/// <summary>What the fast path may look at for one item.</summary>
internal struct NativeScope
{
    /// <summary>The item's JSON, an object.</summary>
    public JsonElement Json;

    /// <summary>The item's index on the first input port.</summary>
    public int ItemIndex;

    /// <summary>Last index of the iteration.</summary>
    public int RunIndex;

    /// <summary>Facts of the run.</summary>
    public RunFacts Run;
}
