using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using FlowForge.Scripting.Sandbox;

namespace FlowForge.WebWorker.Scripts;

/// <summary>The entry points of a script worker.</summary>
[SupportedOSPlatform("browser")]
internal static partial class ScriptPart
{
    private static MessageSandbox? sandbox;

    /// <summary>Makes the sandbox, which says that it is ready.</summary>
    [JSExport]
    internal static void Begin() => sandbox = new(message => Outside.Say(message.ToArray()));

    /// <summary>Carries out a message.</summary>
    [JSExport]
    internal static void Receive([JSMarshalAs<JSType.Array<JSType.Number>>] byte[] message) => sandbox!.Receive(message);

    /// <summary>Uses idle time; false when there is nothing to prepare.</summary>
    [JSExport]
    internal static bool PrepareOne() => sandbox!.PrepareOne();
}
