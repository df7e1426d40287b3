using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>What the code around a sandbox does for it.</summary>
internal interface ISandboxHost
{
    /// <summary>Hands on the result of a step.</summary>
    /// <param name="job">The job.</param>
    /// <param name="frame">The frame, in parts.</param>
    /// <param name="isLast">Whether the job ends with it.</param>
    void Emit(int job, IReadOnlyList<ReadOnlyMemory<byte>> frame, bool isLast);

    /// <summary>Asks for something that the job did not bring along; the script waits. JSON: <c>{ ok }</c> or <c>{ code, message }</c>.</summary>
    ReadOnlyMemory<byte> Fetch(int job, FetchHeader request, CancellationToken cancellation);
}
