using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowForge.Nodes.YamlFile;

/// <summary>Writes items as a list, or a single one as it is.</summary>
internal static class YamlWriting
{
    private static readonly EmitterSettings Settings = EmitterSettings.Default.WithNewLine("\n").WithIndentedSequences().WithBestWidth(int.MaxValue);

    /// <summary>Writes all items as a list.</summary>
    public static async ValueTask<Failure?> AllAsync(
        ItemList items, YamlWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var emitter = Begin(draft);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        for (var offset = 0; offset < items.Count && !draft.IsTooLarge;)
        {
            var page = await items.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            foreach (var item in page)
            {
                Emit(emitter, Value(item, parameters));
            }

            // What was emitted goes on to the store, which waits where the emitter cannot.
            await draft.Text.FlushAsync(cancellation).ConfigureAwait(false);
            offset += page.Count;
        }

        emitter.Emit(new SequenceEnd());
        End(emitter);
        return null;
    }

    /// <summary>Writes the one item, without a list round it.</summary>
    public static async ValueTask<Failure?> OneAsync(
        ItemList items, YamlWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var only = await items.ReadAsync(0, 1, cancellation).ConfigureAwait(false);
        var emitter = Begin(draft);
        Emit(emitter, Value(only[0], parameters));
        End(emitter);
        return null;
    }

    private static JsonElement Value(Item item, YamlWriteParameters parameters) => parameters.Field?.Find(item.Json) ?? item.Json;

    private static Emitter Begin(FileTarget.FileDraft draft)
    {
        var emitter = new Emitter(draft.Text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        return emitter;
    }

    private static void End(Emitter emitter)
    {
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    // As deep as an item may be (Limits.Depth).
    private static void Emit(Emitter emitter, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var property in value.EnumerateObject())
                {
                    emitter.Emit(Text(property.Name, YamlScalars.StyleOf(property.Name) is ScalarStyle.Literal ? ScalarStyle.DoubleQuoted : YamlScalars.StyleOf(property.Name)));
                    Emit(emitter, property.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var element in value.EnumerateArray())
                {
                    Emit(emitter, element);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                emitter.Emit(Text(text, YamlScalars.StyleOf(text)));
                break;
            default:
                emitter.Emit(Text(value.ValueKind == JsonValueKind.Undefined ? "null" : YamlScalars.TextOf(value), ScalarStyle.Plain));
                break;
        }
    }

    private static Scalar Text(string text, ScalarStyle style) =>
        new(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true);
}
