using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>Items that are compared with those of earlier runs.</summary>
internal static class AcrossRuns
{
    /// <summary>Runs it. <paramref name="parameters"/> are read for each item; what holds for the whole node is taken from <paramref name="node"/>.</summary>
    public static async ValueTask<NodeResult> RunAsync(
        INodeContext context, RemoveDuplicatesParameters node, TypedParameters<RemoveDuplicatesParameters> parameters, CancellationToken cancellation)
    {
        var input = context.FirstInput;
        var remembered = await RememberedAsync(context, node, cancellation).ConfigureAwait(false);
        var zone = Moments.Zone(context.Run.Timezone);
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                var read = page[at];
                var isNew = read.IsFailure ? read.Failure : IsNew(remembered, node.By, read.Value.Value, zone);
                if (!isNew.IsFailure)
                {
                    await context.WriteAsync(isNew.Value ? "out" : "duplicates", items[at], Origin.First(offset + at)).ConfigureAwait(false);
                }
                else if (context.FailItem(offset + at, isNew.Failure))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        return Changed(context, remembered.Change(node.History));
    }

    /// <summary>Forgets what earlier runs had, and lets all items through.</summary>
    public static async ValueTask<NodeResult> ForgetAsync(INodeContext context, RemoveDuplicatesParameters node, CancellationToken cancellation)
    {
        var remembered = await RememberedAsync(context, node, cancellation).ConfigureAwait(false);
        context.PassThrough("out", context.InputPorts[0]);
        return Changed(context, remembered.Nothing());
    }

    private static async ValueTask<Remembered> RememberedAsync(INodeContext context, RemoveDuplicatesParameters node, CancellationToken cancellation)
    {
        var scope = node.IsOfWorkflow ? StateScope.Workflow : new StateScope(context.Node.Id);
        return new(scope, await context.ReadStateAsync(scope, cancellation).ConfigureAwait(false));
    }

    private static NodeResult Changed(INodeContext context, StateChange? change)
    {
        if (change is not null)
        {
            context.ChangeState(change);
        }

        return NodeResult.Done;
    }

    private static Outcome<bool> IsNew(Remembered remembered, Novelty by, JsonElement value, TimeZoneInfo zone)
    {
        if (ParameterReader.IsAbsent(value))
        {
            return Wrong("gives nothing for this item");
        }

        switch (by)
        {
            case Novelty.Number:
                var number = value.ValueKind == JsonValueKind.Number ? value.GetDouble()
                    : value.ValueKind == JsonValueKind.String ? JsToNumber.Of(value.GetString()!)
                    : null;
                return number is { } given ? remembered.Above(given) : Wrong($"must be a number, and is {JsText.Described(value)}");
            case Novelty.Date:
                return Moments.Any(value, zone) is { } moment ? remembered.After(moment) : Wrong($"must be a date, and is {JsText.Described(value)}");
            default:
                return remembered.Add(value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? CanonicalText.Of(value) : JsText.Of(value));
        }
    }

    private static Failure Wrong(string sentence) => Failure.Of(FailureCodes.Parameter, $"The parameter \"value\" {sentence}.");
}
