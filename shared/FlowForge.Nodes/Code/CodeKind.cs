using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Code;

/// <summary>Runs the author's JavaScript, for each item or once for all.</summary>
internal sealed class CodeKind : IScriptKind
{
    /// <inheritdoc/>
    public KindDescription Description => CodeDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) =>
        node.Parameters.ValueKind == JsonValueKind.Object
        && node.Parameters.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String
            ? [new Capability.Script("source", source.GetString()!)]
            : [];

    /// <inheritdoc/>
    public ScriptStep? Step(Node node)
    {
        // Source and mode are never templates, so the parameters as drawn are all there is.
        var read = CodeParameters.Read(node.Parameters);
        return read.IsFailure ? null : Step(node, read.Value);
    }

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = CodeParameters.Read(context.Node.Parameters);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var result = await context.RunScriptAsync(Step(context.Node, read.Value), cancellation).ConfigureAwait(false);
        return await CompleteAsync(context, result).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<NodeResult> CompleteAsync(INodeContext context, ScriptResult result)
    {
        if (result.Failure is { } failure)
        {
            return new NodeResult.Failed(failure);
        }

        foreach (var (index, one) in result.ItemFailures)
        {
            if (context.FailItem(index, one))
            {
                return NodeResult.Done;
            }
        }

        for (var at = 0; at < result.Items.Count; at++)
        {
            var from = result.Origins is { } origins ? origins[at] : at;
            await context.WriteAsync("out", result.Items[at], from < 0 ? Origin.None : Origin.First(from)).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }

    private static ScriptStep Step(Node node, CodeParameters parameters) => new(
        node.Id,
        node.DisplayName,
        parameters.Source,
        parameters.PerItem,
        TimeSpan.FromSeconds(Math.Min(node.TimeoutSeconds ?? Limits.ScriptSeconds, Limits.ScriptSeconds)),
        node.RunOnce,
        CollectItemFailures: node.OnError != OnError.Stop);
}
