namespace FlowForge.Scripting;

/// <summary>A script worker that is told by messages; in a browser, a Web Worker that runs a <see cref="Sandbox.MessageSandbox"/>.</summary>
public interface IScriptPeer
{
    /// <summary>Sends it a message.</summary>
    void Send(ReadOnlyMemory<byte> message);

    /// <summary>Ends it at once, whatever it is doing. Nothing is heard of it any more.</summary>
    void End();
}

/// <summary>Starts a script worker.</summary>
/// <param name="heard">To be called with each message of the worker.</param>
/// <param name="lost">To be called with the reason when it has ended by itself.</param>
public delegate IScriptPeer StartScriptPeer(Action<ReadOnlyMemory<byte>> heard, Action<string> lost);
