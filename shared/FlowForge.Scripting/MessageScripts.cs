using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Host;
using FlowForge.Scripting.Pool;

namespace FlowForge.Scripting;

/// <summary>Scripts where there are no processes: in one worker that is told by messages and ended when it does not stop.</summary>
public static class MessageScripts
{
    /// <summary>Scripts over workers; the first is started with the first script.</summary>
    /// <param name="start">Starts a worker.</param>
    /// <param name="clock">The clock of deadlines.</param>
    public static IScripts Create(StartScriptPeer start, TimeProvider clock) =>
        new JobScripts(new MessagePool(start, clock), TimeSpan.FromSeconds(Limits.ScriptSeconds));
}
