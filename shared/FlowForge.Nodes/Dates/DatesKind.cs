using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Dates;

/// <summary>Computes with dates and times.</summary>
internal sealed class DatesKind : INodeKind
{
    private readonly EachItem<DatesParameters> each = new(
        new TypedParameters<DatesParameters>((_, parameters) => DatesParameters.Read(parameters)), Make);

    /// <inheritdoc/>
    public KindDescription Description => DatesDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => each.RunAsync(context, cancellation);

    private static Outcome<ObjectDraft> Make(INodeContext context, Item item, DatesParameters parameters)
    {
        // In n8n the name of the result is a plain one, and a time without an offset is one of its machine, whose clock shows UTC.
        // There null is the beginning of 1970, as in JavaScript, but where a date is only written in another format.
        var isN8n = context.Run.Manner == Manner.N8n;
        var result = DatesResult.Of(parameters, context.Run.Timezone, context.Clock.GetUtcNow(), isN8n);
        var path = FieldPath.Read(parameters.As, dots: !isN8n);
        if (result.IsFailure || path.IsFailure)
        {
            return result.Failure ?? path.Failure!;
        }

        var draft = parameters.KeepsFields ? new ObjectDraft(item.Json) : new ObjectDraft();
        return path.Value.Put(draft, new(result.Value)) is { } failure ? failure : draft;
    }
}
