using System.Collections.Frozen;
using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using FlowForge.Core;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Html;

/// <summary>What of an element is taken.</summary>
internal enum Taken
{
    /// <summary>Its text.</summary>
    Text,

    /// <summary>The HTML inside it.</summary>
    Html,

    /// <summary>An attribute.</summary>
    Attribute,

    /// <summary>The value of a form field.</summary>
    Value,
}

/// <summary>One value to take.</summary>
/// <param name="Name">The field of the result.</param>
/// <param name="Selector">Which elements.</param>
/// <param name="Take">What of them.</param>
/// <param name="Attribute">Which attribute.</param>
/// <param name="Skip">Inner elements whose text is left out, or null.</param>
/// <param name="All">Whether a list of all.</param>
/// <param name="First">Whether the text of the first one alone.</param>
/// <param name="Trims">Whether white space is taken off both ends.</param>
/// <param name="Cleans">Whether white space becomes one space.</param>
internal sealed record ExtractedValue(string Name, ISelector Selector, Taken Take, string Attribute, ISelector? Skip, bool All, bool First, bool Trims, bool Cleans)
{
    private static readonly CssSelectorParser Parser = new();

    private static readonly FrozenDictionary<string, Taken> Words = new Dictionary<string, Taken>
    {
        ["text"] = Taken.Text, ["html"] = Taken.Html, ["attribute"] = Taken.Attribute, ["value"] = Taken.Value,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ExtractedValue Read(ParameterReader reader, bool trims, bool cleans)
    {
        var take = reader.Choice("take", Words, Taken.Text);
        return new(
            reader.Needed("name"),
            SelectorOf(reader, "selector", reader.Needed("selector")) ?? Parser.ParseSelector("*")!,
            take,
            take == Taken.Attribute ? reader.Needed("attribute") : "",
            reader.Text("skip") is { Length: > 0 } skip ? SelectorOf(reader, "skip", skip) : null,
            reader.Flag("all", false), reader.Flag("first", false), trims, cleans);
    }

    private static ISelector? SelectorOf(ParameterReader reader, string name, string text)
    {
        var selector = text.Length <= Limits.SelectorLength ? Parser.ParseSelector(text) : null;
        if (selector is null)
        {
            reader.Refuse(name, "is no CSS selector that can be read");
        }

        return selector;
    }
}
