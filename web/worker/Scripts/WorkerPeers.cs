using System.Runtime.Versioning;
using FlowForge.Scripting;

namespace FlowForge.WebWorker.Scripts;

/// <summary>Script workers of this engine, by number.</summary>
[SupportedOSPlatform("browser")]
internal static class WorkerPeers
{
    private static readonly Dictionary<int, (Action<ReadOnlyMemory<byte>> Heard, Action<string> Lost)> Live = [];
    private static int last;

    /// <summary>Starts one.</summary>
    public static IScriptPeer Start(Action<ReadOnlyMemory<byte>> heard, Action<string> lost)
    {
        var number = ++last;
        Live[number] = (heard, lost);
        Outside.StartScripts(number);
        return new Peer(number);
    }

    /// <summary>A message of one; nothing when it has been ended.</summary>
    public static void Heard(int number, byte[] message)
    {
        if (Live.TryGetValue(number, out var peer))
        {
            peer.Heard(message);
        }
    }

    /// <summary>One has ended by itself.</summary>
    public static void Lost(int number, string reason)
    {
        if (Live.Remove(number, out var peer))
        {
            peer.Lost(reason);
        }
    }

    private sealed class Peer(int number) : IScriptPeer
    {
        public void Send(ReadOnlyMemory<byte> message) => Outside.TellScripts(number, message.ToArray());

        public void End()
        {
            Live.Remove(number);
            Outside.EndScripts(number);
        }
    }
}
