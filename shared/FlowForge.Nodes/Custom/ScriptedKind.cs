using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Nodes.Custom;

/// <summary>
/// A version of a custom kind. Its source runs in the script worker with <c>$parameter</c>, the parameters of its items; items with equal parameters
/// cross together. Failures: <c>script.*</c>, <c>expression.*</c>, <c>node.parameter</c>.
/// </summary>
internal sealed class ScriptedKind(Definition definition) : INodeKind
{
    public KindDescription Description => definition.Description;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => [new Capability.Script(null, definition.Source)];

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => definition.PerItem
        ? await PerItemAsync(context, cancellation).ConfigureAwait(false)
        : await AllItemsAsync(context, cancellation).ConfigureAwait(false);

    /// <summary>One script over items that share their parameters.</summary>
    public static ScriptStep Step(Definition definition, Node node, GivenInput given, bool collects) => new(
        node.Id,
        node.DisplayName,
        definition.Source,
        definition.PerItem,
        TimeSpan.FromSeconds(Math.Min(node.TimeoutSeconds ?? Limits.ScriptSeconds, Limits.ScriptSeconds)),
        CollectItemFailures: collects) { Given = given };

    /// <summary>Parameters as the source sees them, or <c>node.parameter</c> with the first thing that is wrong.</summary>
    public static Outcome<JsonElement> Checked(Definition definition, JsonElement parameters) =>
        SchemaCheck.Run(definition.Parameters, parameters) is [var problem, ..]
            ? Failure.Of(FailureCodes.Parameter, problem.Path.Length == 0 ? problem.Message : $"'{problem.Path}': {problem.Message}")
            : definition.WithDefaults(parameters);

    private async ValueTask<NodeResult> AllItemsAsync(INodeContext context, CancellationToken cancellation)
    {
        var resolved = await context.ResolveOnceAsync(cancellation).ConfigureAwait(false);
        var parameters = resolved.IsFailure ? resolved : Checked(definition, resolved.Value);
        return parameters.IsFailure
            ? new NodeResult.Failed(parameters.Failure)
            : await SendAsync(context, new(parameters.Value, 0, context.FirstInput.Count), cancellation).ConfigureAwait(false) ?? NodeResult.Done;
    }

    private async ValueTask<NodeResult> PerItemAsync(INodeContext context, CancellationToken cancellation)
    {
        GivenInput? group = null;
        var count = context.FirstInput.Count;
        for (var page = 0; page < count; page += Limits.PageItems)
        {
            var resolved = await context.ResolveAsync(page, Math.Min(Limits.PageItems, count - page), cancellation).ConfigureAwait(false);
            for (var i = 0; i < resolved.Count; i++)
            {
                if (group is not null && !resolved[i].IsFailure && IsSame(group.Parameters, resolved[i].Value))
                {
                    group = group with { Count = group.Count + 1 };
                    continue;
                }

                if (group is not null && await SendAsync(context, group, cancellation).ConfigureAwait(false) is { } ended)
                {
                    return ended;
                }

                group = resolved[i].IsFailure ? null : new(resolved[i].Value, page + i, 1);
                if (resolved[i].Failure is { } failure && context.FailItem(page + i, failure))
                {
                    return NodeResult.Done;
                }
            }
        }

        return group is null ? NodeResult.Done : await SendAsync(context, group, cancellation).ConfigureAwait(false) ?? NodeResult.Done;
    }

    // The literal parameters of a node are one value for all items.
    private static bool IsSame(JsonElement one, JsonElement other) =>
        JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other));

    /// <summary>Runs the source over a group and puts out what it gave; the node's result when it is to end there, else null.</summary>
    private async ValueTask<NodeResult?> SendAsync(INodeContext context, GivenInput group, CancellationToken cancellation)
    {
        var parameters = Checked(definition, group.Parameters);
        if (parameters.IsFailure)
        {
            for (var i = 0; i < group.Count; i++)
            {
                if (context.FailItem(group.Offset + i, parameters.Failure))
                {
                    return NodeResult.Done;
                }
            }

            return null;
        }

        var step = Step(definition, context.Node, group with { Parameters = parameters.Value }, context.Node.OnError != OnError.Stop);
        var result = await context.RunScriptAsync(step, cancellation).ConfigureAwait(false);
        var sent = result.Failure is { } failure ? failure : SentItem.Of(result, Description.Outputs);
        if (sent.IsFailure)
        {
            return new NodeResult.Failed(sent.Failure with { Item = sent.Failure.Item + group.Offset });
        }

        foreach (var (index, one) in result.ItemFailures)
        {
            if (context.FailItem(group.Offset + index, one with { Item = group.Offset + index }))
            {
                return NodeResult.Done;
            }
        }

        foreach (var (port, item, from) in sent.Value)
        {
            await context.WriteAsync(port, item, from < 0 ? Origin.None : Origin.First(group.Offset + from)).ConfigureAwait(false);
        }

        return null;
    }
}
