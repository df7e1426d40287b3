using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>What n8n wants of items that are compared: every one has each compared field, and its values are of one type, null aside.</summary>
internal static class SameTypes
{
    /// <summary>Why the items cannot be compared, <c>node.parameter</c>, or null.</summary>
    public static async ValueTask<Failure?> CheckAsync(ItemList items, FieldChoice compared, CancellationToken cancellation)
    {
        var types = new Dictionary<string, JsonValueKind>(StringComparer.Ordinal);
        var paths = compared.Included == Included.Selected ? compared.Names : await AllAsync(items, compared, cancellation).ConfigureAwait(false);
        await foreach (var (item, _) in Walk.Of(items, cancellation).ConfigureAwait(false))
        {
            foreach (var path in paths)
            {
                var type = TypeOf(path.Find(item.Json).ValueKind);
                if (type == JsonValueKind.Undefined)
                {
                    return Failure.Of(FailureCodes.Parameter, $"The parameter \"fields\": some items have no field \"{path.Text}\".");
                }

                if (type != JsonValueKind.Null && !types.TryAdd(path.Text, type) && types[path.Text] != type)
                {
                    return Failure.Of(FailureCodes.Parameter, $"The parameter \"fields\": the values of \"{path.Text}\" are of several types.");
                }
            }
        }

        return null;
    }

    private static async ValueTask<IReadOnlyList<FieldPath>> AllAsync(ItemList items, FieldChoice compared, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (item, _) in Walk.Of(items, cancellation).ConfigureAwait(false))
        {
            names.UnionWith(item.Json.EnumerateObject().Select(static property => property.Name));
        }

        names.ExceptWith(compared.Names.Select(static path => path.Text));
        return [.. names.Select(static name => FieldPath.Read(name, dots: false).Value!)];
    }

    private static JsonValueKind TypeOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.False => JsonValueKind.True,
        JsonValueKind.Array => JsonValueKind.Object,
        _ => kind,
    };
}
