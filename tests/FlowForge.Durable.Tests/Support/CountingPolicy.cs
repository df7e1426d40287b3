using Azure.Core;
using Azure.Core.Pipeline;

namespace FlowForge.Durable.Tests.Support;

/// <summary>Counts requests to the storage account.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => _count;

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
}
