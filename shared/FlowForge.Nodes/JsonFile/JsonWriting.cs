using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.JsonFile;

/// <summary>Writes items as a list, one below the other as lines, or a single one as it is.</summary>
internal static class JsonWriting
{
    private static readonly JsonWriterOptions Indented = JsonPage.WriterOptions with { Indented = true, NewLine = "\n" };

    /// <summary>Writes all items.</summary>
    public static async ValueTask<Failure?> AllAsync(
        ItemList items, JsonWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var text = draft.Text;
        var (before, between, after) = parameters.Lines ? ("", "\n", "\n") : parameters.Pretty ? ("[\n", ",\n", "\n]\n") : ("[", ",", "]");
        var separator = before;
        for (var offset = 0; offset < items.Count && !draft.IsTooLarge;)
        {
            var page = await items.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            foreach (var item in page)
            {
                await text.WriteAsync(separator).ConfigureAwait(false);
                await text.WriteAsync(Text(Value(item, parameters), parameters.Pretty && !parameters.Lines)).ConfigureAwait(false);
                separator = between;
            }

            offset += page.Count;
        }

        await text.WriteAsync(after).ConfigureAwait(false);
        return null;
    }

    /// <summary>Writes the one item, without a list round it.</summary>
    public static async ValueTask<Failure?> OneAsync(
        ItemList items, JsonWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var only = await items.ReadAsync(0, 1, cancellation).ConfigureAwait(false);
        await draft.Text.WriteAsync(Text(Value(only[0], parameters), parameters.Pretty)).ConfigureAwait(false);
        return null;
    }

    private static JsonElement Value(Item item, JsonWriteParameters parameters) => parameters.Field?.Find(item.Json) ?? item.Json;

    private static string Text(JsonElement value, bool pretty)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "null";
        }

        using var bytes = new PooledBytes();
        using (var writer = new Utf8JsonWriter(bytes, pretty ? Indented : JsonPage.WriterOptions))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.Written);
    }
}
