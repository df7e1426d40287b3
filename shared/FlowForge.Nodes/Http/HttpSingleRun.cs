using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>A node run without input items (<c>alwaysRun</c>): one call, of which no item is to blame.</summary>
internal sealed class HttpSingleRun(INodeContext context, HttpItemCalls calls)
{
    public async ValueTask<NodeResult> RunAsync(CancellationToken cancellation)
    {
        var resolved = await context.ResolveOnceAsync(cancellation).ConfigureAwait(false);
        var parameters = resolved.IsFailure ? resolved.Failure : HttpParameters.Read(resolved.Value);
        if (parameters.IsFailure)
        {
            return new NodeResult.Failed(parameters.Failure);
        }

        var result = await calls.RunAsync(0, parameters.Value, cancellation).ConfigureAwait(false);
        if (result.Failure is { } failure)
        {
            return new NodeResult.Failed(failure with { Item = null });
        }

        foreach (var item in result.Items)
        {
            await context.WriteAsync(context.OutputPorts[0], item, Origin.None).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }
}
