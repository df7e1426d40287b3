using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowForge.Nodes.YamlFile;

/// <summary>
/// Makes JSON of YAML documents, event by event. An alias copies the bytes of what its anchor marked, so what aliases grow to is bounded like
/// any value: at <see cref="Limits.ItemBytes"/>.
/// </summary>
internal sealed class YamlComposer(string text) : IDisposable
{
    private const string Standard = "tag:yaml.org,2002:";
    private readonly Parser parser = new(new StringReader(text));
    private readonly PooledBytes bytes = new();
    private readonly Stack<Level> open = new();
    private readonly Dictionary<string, byte[]?> anchors = new(StringComparer.Ordinal);

    /// <summary>The value of the next document; null at the end. Failures: <c>file.content</c>, <c>limit.item</c>.</summary>
    public Outcome<JsonElement?> Next()
    {
        try
        {
            while (parser.MoveNext())
            {
                if (Take(parser.Current!) is { } failure)
                {
                    return failure;
                }

                if (bytes.Count > Limits.ItemBytes)
                {
                    return Failure.Of(FailureCodes.ItemTooLarge, $"A document gives a value of more than {Limits.ItemBytes} bytes.");
                }

                if (parser.Current is DocumentEnd)
                {
                    return Document();
                }
            }

            return (JsonElement?)null;
        }
        catch (YamlException exception)
        {
            return NotYaml($"Line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser also has exceptions of other kinds for some hostile texts.
            return NotYaml("It cannot be parsed.");
        }
    }

    public void Dispose() => bytes.Dispose();

    private Outcome<JsonElement?> Document()
    {
        var json = JsJson.Normalize(bytes.Written.ToArray(), Limits.Depth - 1);
        bytes.CutTo(0);
        anchors.Clear();
        return json.IsFailure ? NotYaml(json.Failure.Message) : json.Value;
    }

    private Failure? Take(ParsingEvent current)
    {
        if (current is NodeEvent { Tag.IsEmpty: false } tagged && !tagged.Tag.Value.StartsWith(Standard, StringComparison.Ordinal) && !tagged.Tag.IsNonSpecific)
        {
            return At(current, $"The tag {tagged.Tag.Value} has no meaning here.");
        }

        switch (current)
        {
            case AnchorAlias alias:
                return Alias(alias);
            case Scalar scalar when open.TryPeek(out var level) && level.AwaitsKey:
                return level.BeginsProperty(scalar, bytes) ? null : At(current, $"The key '{scalar.Value}' stands twice in one mapping.");
            case Scalar scalar:
                return Value(scalar.Anchor, () => Write(writer => YamlScalars.Write(writer, scalar)));
            case SequenceStart start:
                return Open(start, isMapping: false);
            case MappingStart start:
                return Open(start, isMapping: true);
            case SequenceEnd or MappingEnd:
                return Close();
            default:
                return null;
        }
    }

    private Failure? Alias(AnchorAlias alias)
    {
        if (open.TryPeek(out var level) && level.AwaitsKey)
        {
            return At(alias, "A key must be a text.");
        }

        return anchors.GetValueOrDefault(alias.Value.Value) is { } marked
            ? Value(AnchorName.Empty, () => bytes.Write(marked))
            : At(alias, $"The alias *{alias.Value.Value} names no value that ends before it.");
    }

    private Failure? Open(NodeEvent start, bool isMapping)
    {
        if (open.TryPeek(out var around) && around.AwaitsKey)
        {
            return At(start, "A key must be a text.");
        }

        if (open.Count >= Limits.Depth - 1)
        {
            return At(start, $"Lists and mappings are nested deeper than {Limits.Depth - 1} levels.");
        }

        around?.BeginsValue(bytes);
        if (!start.Anchor.IsEmpty)
        {
            anchors[start.Anchor.Value] = null;
        }

        open.Push(new(isMapping, bytes.Count, start.Anchor));
        bytes.Write(isMapping ? (byte)'{' : (byte)'[');
        return null;
    }

    private Failure? Close()
    {
        var level = open.Pop();
        bytes.Write(level.IsMapping ? (byte)'}' : (byte)']');
        if (level.Merged.Count > 0 && !Merge(level))
        {
            return NotYaml("A merge key takes a mapping, or a list of mappings.");
        }

        Mark(level.Anchor, level.Start);
        return Ended(level.Start);
    }

    private Failure? Value(AnchorName anchor, Action write)
    {
        open.TryPeek(out var level);
        level?.BeginsValue(bytes);
        var start = bytes.Count;
        write();
        Mark(anchor, start);
        return Ended(start);
    }

    /// <summary>A value ended: in a mapping a key follows, and what a merge key has is taken out again.</summary>
    private Failure? Ended(int start)
    {
        if (open.TryPeek(out var level))
        {
            level.EndsValue(bytes, start);
        }

        return null;
    }

    private void Mark(AnchorName anchor, int start)
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = bytes.Written[start..].ToArray();
        }
    }

    /// <summary>Own properties win; of several mappings the first does (yaml.org/type/merge).</summary>
    private bool Merge(Level level)
    {
        var draft = new ObjectDraft(Normal(bytes.Written[level.Start..]));
        foreach (var source in level.Merged.Select(merged => Normal(merged)).SelectMany(merged => merged.ValueKind == JsonValueKind.Array ? merged.EnumerateArray().ToArray() : [merged]))
        {
            if (source.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            draft.Merge(source, keepsOwn: true, deep: false);
        }

        bytes.CutTo(level.Start);
        Write(draft.WriteTo);
        return true;
    }

    private static JsonElement Normal(ReadOnlySpan<byte> json) => JsJson.Normalize(JsonElement.Parse(json, new() { MaxDepth = Limits.Depth }));

    private void Write(Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions);
        write(writer);
    }

    private static Failure At(ParsingEvent place, string why) => NotYaml($"Line {place.Start.Line}, column {place.Start.Column}: {why}");

    private static Failure NotYaml(string why) => FileFailures.NotOfFormat($"The file is not YAML. {why}");

    /// <summary>A list or mapping that has begun.</summary>
    private sealed class Level(bool isMapping, int start, AnchorName anchor)
    {
        private readonly HashSet<string> keys = new(StringComparer.Ordinal);
        private bool isMergeKey;
        private bool hasValues;

        public bool IsMapping { get; } = isMapping;

        public int Start => start;

        public AnchorName Anchor => anchor;

        public bool AwaitsKey { get; private set; } = isMapping;

        /// <summary>What merge keys had.</summary>
        public List<byte[]> Merged { get; } = [];

        /// <summary>Writes a key; false when it stands twice.</summary>
        public bool BeginsProperty(Scalar key, PooledBytes bytes)
        {
            AwaitsKey = false;
            isMergeKey = key is { Value: "<<", Style: ScalarStyle.Plain };
            if (isMergeKey)
            {
                return true;
            }

            if (!keys.Add(key.Value))
            {
                return false;
            }

            Separate(bytes);
            using var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions);
            writer.WriteStringValue(key.Value);
            writer.Flush();
            bytes.Write((byte)':');
            return true;
        }

        public void BeginsValue(PooledBytes bytes)
        {
            if (!IsMapping)
            {
                Separate(bytes);
            }
        }

        public void EndsValue(PooledBytes bytes, int from)
        {
            AwaitsKey = IsMapping;
            if (isMergeKey)
            {
                Merged.Add(bytes.Written[from..].ToArray());
                bytes.CutTo(from);
                isMergeKey = false;
            }
        }

        private void Separate(PooledBytes bytes)
        {
            if (hasValues)
            {
                bytes.Write((byte)',');
            }

            hasValues = true;
        }
    }
}
