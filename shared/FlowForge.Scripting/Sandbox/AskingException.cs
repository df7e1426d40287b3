using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>A script asks something that only the host knows, and its sandbox cannot wait: the job is left and begins anew with the answer.</summary>
internal sealed class AskingException(FetchHeader request) : Exception
{
    /// <summary>What is asked.</summary>
    public FetchHeader Request { get; } = request;
}
