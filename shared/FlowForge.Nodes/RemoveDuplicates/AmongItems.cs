using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>Items that are compared with one another: the first of equal ones stays.</summary>
internal static class AmongItems
{
    /// <summary>Runs it. Failure, in n8n's manner: <c>node.parameter</c> for a field whose values are of several types, or that some items lack.</summary>
    public static async ValueTask<NodeResult> RunAsync(INodeContext context, RemoveDuplicatesParameters parameters, CancellationToken cancellation)
    {
        if (context.Run.Manner == Manner.N8n && await SameTypes.CheckAsync(context.FirstInput, parameters.Fields, cancellation).ConfigureAwait(false) is { } mixed)
        {
            return new NodeResult.Failed(mixed);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var kept = new WrittenItems(context, "out");
        using var dropped = new WrittenItems(context, "duplicates");
        await foreach (var (item, index) in Walk.Of(context.FirstInput, cancellation).ConfigureAwait(false))
        {
            var key = KeyOf(item, parameters.Fields);
            if (key.IsFailure)
            {
                if (context.FailItem(index, key.Failure))
                {
                    return NodeResult.Done;
                }

                continue;
            }

            await PutAsync(seen.Add(key.Value) ? kept : dropped, item, index, parameters).ConfigureAwait(false);
        }

        await kept.FlushAsync().ConfigureAwait(false);
        await dropped.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }

    private static async ValueTask PutAsync(WrittenItems output, Item item, int index, RemoveDuplicatesParameters parameters)
    {
        if (!parameters.KeepsOnlyCompared || parameters.Fields.Included == Included.All)
        {
            await output.AddAsync(item, Origin.First(index)).ConfigureAwait(false);
            return;
        }

        output.Page.Begin();
        parameters.Fields.Of(item.Json).WriteTo(output.Page.Writer());
        await output.EndAsync(item.Binary, Origin.First(index)).ConfigureAwait(false);
    }

    private static Outcome<string> KeyOf(Item item, FieldChoice fields)
    {
        if (fields.Included != Included.Selected)
        {
            return CanonicalText.Digest(fields.Included == Included.All ? item.Json : JsonValues.TryOf(fields.Of(item.Json)) ?? default);
        }

        var key = new StringBuilder();
        foreach (var path in fields.Names)
        {
            var value = path.Find(item.Json);
            if (value.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            {
                return Failure.Of(FailureCodes.Parameter, $"The parameter \"fields\": the item has no field \"{path.Text}\".");
            }

            key.Append(CanonicalText.Of(value)).Append(';');
        }

        return CanonicalText.Digest(key.ToString());
    }
}
