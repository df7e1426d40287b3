using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.SplitOut;

/// <summary>One item that is split: its lists, and what else of it comes along.</summary>
internal sealed class SplitItem
{
    private readonly SplitOutParameters parameters;
    private readonly Item item;
    private readonly JsonElement[][] lists;
    private readonly string[] files;
    private readonly FieldChoice others;

    /// <summary>An item that is split as the parameters say.</summary>
    public SplitItem(Item item, SplitOutParameters parameters)
    {
        (this.item, this.parameters) = (item, parameters);
        lists = [.. parameters.Fields.Select(field => field.IsBinary ? [] : Elements(field.Path.Find(item.Json)))];
        files = item.HasBinary && parameters.Fields.Any(field => field.IsBinary) ? [.. item.Binary.EnumerateObject().Select(file => file.Name)] : [];
        others = parameters.Others;
        Count = Math.Max(files.Length, lists.Max(list => list.Length));
    }

    /// <summary>How many items it gives.</summary>
    public int Count { get; }

    /// <summary>Whether element <paramref name="at"/> is the item itself.</summary>
    public JsonElement? Whole(int at) =>
        parameters.IsWhole && at < lists[0].Length ? lists[0][at].ValueKind switch
        {
            JsonValueKind.Object => lists[0][at],
            JsonValueKind.Array => JsonValues.Numbered(lists[0][at]),
            _ => null,
        } : null;

    /// <summary>The item of elements <paramref name="at"/>.</summary>
    public Core.Failures.Outcome<ObjectDraft> At(int at)
    {
        // Fields that are chosen come behind the elements; where all come along the elements stand behind them.
        var isChosen = others.Included == Included.Selected;
        var draft = isChosen ? new ObjectDraft() : others.Of(item.Json);
        foreach (var field in parameters.Fields)
        {
            field.Path.Remove(draft);
        }

        for (var field = 0; field < lists.Length; field++)
        {
            if (at < lists[field].Length)
            {
                draft.Put(parameters.Fields[field].As.Text, new(lists[field][at]));
            }
        }

        if (isChosen)
        {
            draft.Merge(JsonValues.Write(others.Of(item.Json).WriteTo), keepsOwn: false, deep: false);
        }

        return draft;
    }


    /// <summary>The files of element <paramref name="at"/>.</summary>
    public JsonElement Binary(int at)
    {
        if (parameters.HasBinaries)
        {
            return item.Binary;
        }

        return at < files.Length ? JsonValues.Wrap(files[at], item.Binary.GetProperty(files[at])) : default;
    }

    private static JsonElement[] Elements(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.Array => [.. value.EnumerateArray()],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(field => field.Value)],
        _ => [value],
    };
}
