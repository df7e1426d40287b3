using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>What the code around a sandbox does for it.</summary>
internal interface ISandboxHost
{
    /// <summary>Hands on a finished frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="isLast">Whether the job ends with it.</param>
    void Emit(ReadOnlyMemory<byte> frame, bool isLast);

    /// <summary>Asks for something that the job did not bring along; the script waits. JSON: <c>{ ok }</c> or <c>{ code, message }</c>.</summary>
    ReadOnlyMemory<byte> Fetch(int job, FetchHeader request, CancellationToken cancellation);
}
