using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Xml;

/// <summary>An element that is being read.</summary>
internal sealed partial class XmlElementDraft(string name, XmlReadParameters own)
{
    private readonly ObjectDraft fields = new();
    private readonly StringBuilder text = new();
    private bool hasFields;
    private bool hasCdata;

    /// <summary>Its name, with its prefix.</summary>
    public string Name => name;

    /// <summary>Takes the attributes of the element on which the reader stands.</summary>
    public void TakeAttributes(XmlTextReader reader)
    {
        if (own.IgnoresAttributes || !reader.HasAttributes)
        {
            return;
        }

        var under = own.Merges ? fields : new ObjectDraft();
        while (reader.MoveToNextAttribute())
        {
            var value = new DraftValue(JsonValues.Text(reader.Value));
            Put(under, reader.Name, value, own.Merges && own.AlwaysLists);
        }

        if (!own.Merges)
        {
            fields.Put(own.AttributesAs, DraftValue.Of(under));
        }

        hasFields = true;
    }

    /// <summary>Adds text.</summary>
    public void Add(string part, bool isCdata)
    {
        text.Append(part);
        hasCdata |= isCdata;
    }

    /// <summary>Adds an element.</summary>
    public void Add(XmlElementDraft child)
    {
        Put(fields, child.Name, child.Value(), own.AlwaysLists);
        hasFields = true;
    }

    /// <summary>What becomes of it: its text alone, or an object.</summary>
    public DraftValue Value()
    {
        var said = text.ToString();
        said = own.Normalizes ? WhiteSpace().Replace(said, " ").Trim() : own.Trims ? said.Trim() : said;
        var isBlank = said.Length == 0 || (!hasCdata && string.IsNullOrWhiteSpace(said));
        if (!hasFields)
        {
            return new(JsonValues.Text(isBlank ? "" : said));
        }

        if (!isBlank && !own.IsTextFirst)
        {
            fields.Put(own.TextAs, new(JsonValues.Text(said)));
        }

        if (isBlank || !own.IsTextFirst)
        {
            return DraftValue.Of(fields);
        }

        var whole = new ObjectDraft();
        whole.Put(own.TextAs, new(JsonValues.Text(said)));
        foreach (var inside in fields.Names)
        {
            whole.Put(inside, fields.Find(inside));
        }

        return DraftValue.Of(whole);
    }

    private static void Put(ObjectDraft fields, string name, DraftValue value, bool asList)
    {
        var there = fields.Find(name);
        if (there.Array is { } list)
        {
            list.Add(value);
        }
        else if (!there.IsUndefined || asList)
        {
            var made = new ArrayDraft();
            if (!there.IsUndefined)
            {
                made.Add(there);
            }

            made.Add(value);
            fields.Put(name, new(default, null, made));
        }
        else
        {
            fields.Put(name, value);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
