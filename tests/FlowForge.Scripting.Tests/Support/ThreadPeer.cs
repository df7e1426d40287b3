using System.Collections.Concurrent;
using FlowForge.Scripting.Sandbox;

namespace FlowForge.Scripting.Tests.Support;

/// <summary>A real sandbox on a thread of its own, told by messages as a Web Worker is.</summary>
internal sealed class ThreadPeer : IScriptPeer
{
    private readonly BlockingCollection<ReadOnlyMemory<byte>> _messages = [];
    private readonly Action<string> _lost;
    private volatile bool _hasEnded;

    public ThreadPeer(Action<ReadOnlyMemory<byte>> heard, Action<string> lost)
    {
        _lost = lost;
        new Thread(() => Serve(message =>
        {
            if (!_hasEnded)
            {
                heard(message.ToArray());
            }
        })) { IsBackground = true }.Start();
    }

    /// <summary>Whether it was ended.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Hears nothing and answers nothing, as a worker in an endless script.</summary>
    public bool IsStuck { get; init; }

    /// <summary>Ends by itself at the next message.</summary>
    public bool IsFragile { get; init; }

    public void Send(ReadOnlyMemory<byte> message)
    {
        if (IsFragile)
        {
            _lost("It broke.");
        }
        else if (!IsStuck)
        {
            _messages.Add(message.ToArray());
        }
    }

    public void End() => _hasEnded = true;

    private void Serve(Action<ReadOnlyMemory<byte>> send)
    {
        var sandbox = new MessageSandbox(send);
        foreach (var message in _messages.GetConsumingEnumerable())
        {
            sandbox.Receive(message);
        }
    }
}
