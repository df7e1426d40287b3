using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Items;

/// <summary>Values in and out of items, as the kinds of this room read and put them.</summary>
internal static class Values
{
    /// <summary>The path of a result; <paramref name="otherwise"/> when none is named.</summary>
    public static FieldPath As(ParameterReader reader, string name, string otherwise) =>
        reader.Path(reader.Text(name) is { Length: > 0 } text ? text : otherwise, dots: true);

    /// <summary>The item's fields with a value at a path.</summary>
    public static Outcome<ObjectDraft> Beside(Item item, FieldPath path, JsonElement value, bool keeps = true)
    {
        var draft = keeps ? new ObjectDraft(item.Json) : new ObjectDraft();
        return path.Put(draft, new(value)) is { } failure ? failure : draft;
    }

    /// <summary>A parameter as the text that a person reads; null when it is left out.</summary>
    public static string? Readable(ParameterReader reader, string name) =>
        reader.Value(name) is var value && ParameterReader.IsAbsent(value) ? null : JsText.Of(value);

    /// <summary>A parameter that must be there, as text.</summary>
    public static string Needed(ParameterReader reader, string name)
    {
        if (Readable(reader, name) is { } text)
        {
            return text;
        }

        reader.Refuse(name, "is needed");
        return "";
    }

    /// <summary>What is wrong with a parameter.</summary>
    public static Failure Wrong(string name, string sentence) => Failure.Of(FailureCodes.Parameter, $"The parameter \"{name}\" {sentence}.");
}
