using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Merge;

/// <summary>One list behind the other, in the order of the ports.</summary>
internal static class Appended
{
    /// <summary>Runs it; never fails.</summary>
    public static async ValueTask<Failure?> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        string[] delivered = [.. context.InputPorts.Where(port => context.Input(port).Count > 0)];
        if (delivered.Length == 1)
        {
            // Behind an `if` just one side delivers; its items need no copy.
            context.PassThrough("out", delivered[0]);
            return null;
        }

        for (var port = 0; port < context.InputPorts.Count; port++)
        {
            var list = context.Input(context.InputPorts[port]);
            for (var index = 0; index < list.Count;)
            {
                foreach (var item in await list.ReadAsync(index, Limits.PageItems, cancellation).ConfigureAwait(false))
                {
                    cancellation.ThrowIfCancellationRequested();
                    await context.WriteAsync("out", item, new Origin(port, index++)).ConfigureAwait(false);
                }
            }
        }

        return null;
    }
}
