using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>A process that dies: its calls up to a certain one are made, and no other.</summary>
/// <param name="at">The first call that is not made, 1 and up.</param>
internal sealed class Dies(int at) : HttpPipelinePolicy
{
    private int _calls;

    /// <summary>Calls so far.</summary>
    public int Calls => _calls;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        Interlocked.Increment(ref _calls) >= at ? throw new RequestFailedException("The process has died.") : ProcessNextAsync(message, pipeline);
}
