using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowForge.Formats;

/// <summary>Turns the events of one YAML document into JSON text, up to the first that is refused.</summary>
internal sealed class YamlScan : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Parser parser;
    private readonly int maxDepth;
    private readonly JsonTrail trail = new();
    private readonly Stack<bool> awaitsKey = new();
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private int documents;

    public YamlScan(string text, int maxDepth)
    {
        this.maxDepth = maxDepth;
        parser = new(new StringReader(text));
        json = new(buffer, Options);
    }

    /// <summary>The value or the problem.</summary>
    public JsonReading Run()
    {
        while (Next(out var problem))
        {
            problem ??= Event(parser.Current!);
            if (problem is not null)
            {
                return new(default, problem);
            }
        }

        json.Flush();
        return documents == 0
            ? new(default, new Problem("yaml.empty", "", "There is no YAML document in the text.", Line: 1, Column: 1))
            : new(JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = maxDepth }), null);
    }

    public void Dispose() => json.Dispose();

    /// <summary>Goes on to the next event; false at the end. The parser also has exceptions of its own kind for some hostile texts.</summary>
    private bool Next(out Problem? problem)
    {
        problem = null;
        var reached = parser.Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (YamlException exception)
        {
            // Some exceptions name the beginning of what they were in the middle of; what has been read is sound.
            var at = exception.Start.Index >= reached.Index ? exception.Start : exception.End.Index >= reached.Index ? exception.End : reached;
            problem = new("yaml.syntax", trail.Path, $"{Shown.Text(exception.Message.TrimEnd('.'))}.", Line: (int)at.Line, Column: (int)at.Column);
        }
        catch (Exception)
        {
            problem = new("yaml.syntax", trail.Path, "The text behind this place is no YAML.", Line: (int)reached.Line, Column: (int)reached.Column);
        }

        return true;
    }

    private Problem? Event(ParsingEvent current)
    {
        if (current is NodeEvent or AnchorAlias && !IsKey)
        {
            trail.Value();
        }

        switch (current)
        {
            case DocumentStart start:
                return Document(start);
            case AnchorAlias:
                return Refuse(current, "yaml.alias", "Aliases are not read; write the value where it is used.");
            case NodeEvent { Anchor.IsEmpty: false }:
                return Refuse(current, "yaml.anchor", "Anchors are not read; write the value where it is used.");
            case NodeEvent { Tag.IsEmpty: false }:
                return Refuse(current, "yaml.tag", "Tags are not read; a value's type follows from how it is written.");
            case Scalar scalar:
                return IsKey ? Key(scalar) : Value(scalar);
            case SequenceStart:
                return Open(current, isArray: true);
            case MappingStart:
                return Open(current, isArray: false);
            case SequenceEnd:
                json.WriteEndArray();
                Close();
                return null;
            case MappingEnd:
                json.WriteEndObject();
                Close();
                return null;
            default:
                return null;
        }
    }

    private bool IsKey => awaitsKey.TryPeek(out var key) && key;

    private Problem? Document(DocumentStart start)
    {
        if (documents++ > 0)
        {
            return Refuse(start, "yaml.multipleDocuments", "There is more than one document in the text.");
        }

        var isPlain = start.Version is null or { Version: { Major: 1, Minor: 2 } } && start.Tags?.Any(tag => !IsStandard(tag)) != true;
        return isPlain ? null : Refuse(start, "yaml.directive", "Directives other than %YAML 1.2 are not read.");
    }

    // The parser lists the two handles that every document has.
    private static bool IsStandard(YamlDotNet.Core.Tokens.TagDirective tag) =>
        (tag.Handle == "!" && tag.Prefix == "!") || (tag.Handle == "!!" && tag.Prefix == "tag:yaml.org,2002:");

    private Problem? Open(ParsingEvent current, bool isArray)
    {
        if (IsKey)
        {
            return Refuse(current, "yaml.key", "A key must be a text.");
        }

        trail.Open(isArray);
        if (trail.Depth > maxDepth)
        {
            return Refuse(current, "yaml.depth", $"Lists and mappings are nested deeper than {maxDepth} levels.");
        }

        if (isArray)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
        }

        awaitsKey.Push(!isArray);
        return null;
    }

    private void Close()
    {
        awaitsKey.Pop();
        trail.Close();
        ValueEnds();
    }

    private Problem? Key(Scalar key)
    {
        if (key.Style == ScalarStyle.Plain && key.Value is "" or "<<")
        {
            return key.Value.Length == 0
                ? Refuse(key, "yaml.key", "A key must be a text, not empty.")
                : Refuse(key, "yaml.mergeKey", "Merge keys are not read; write the properties where they are used.");
        }

        if (!trail.Name(key.Value))
        {
            return Refuse(key, "yaml.duplicateKey", $"The key {Shown.Quoted(key.Value)} stands twice in one mapping.");
        }

        json.WritePropertyName(key.Value);
        awaitsKey.Pop();
        awaitsKey.Push(false);
        return null;
    }

    private Problem? Value(Scalar scalar)
    {
        var text = scalar.Value;
        switch (scalar.Style == ScalarStyle.Plain ? YamlScalars.TypeOf(text) : JsonValueKind.String)
        {
            case JsonValueKind.Null:
                json.WriteNullValue();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                json.WriteBooleanValue(text == "true");
                break;
            case JsonValueKind.Number:
                if (!double.IsFinite(double.Parse(text)))
                {
                    return Refuse(scalar, "yaml.number", "The number is larger than a double can hold.");
                }

                json.WriteRawValue(text, skipInputValidation: true);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }

        ValueEnds();
        return null;
    }

    private void ValueEnds()
    {
        // In a mapping a key follows; a list goes on with values.
        if (awaitsKey.Count > 0 && !trail.IsInArray)
        {
            awaitsKey.Pop();
            awaitsKey.Push(true);
        }
    }

    private Problem Refuse(ParsingEvent at, string code, string message) =>
        new(code, trail.Path, message, Line: (int)at.Start.Line, Column: (int)at.Start.Column);
}
