using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Xml;

/// <summary>Writes an object as XML, two spaces a level. Items are no deeper than 64, so it may recurse.</summary>
internal sealed class XmlWriting
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private readonly StringBuilder text = new();
    private readonly XmlWriteParameters own;
    private readonly CancellationToken cancellation;
    private Failure? failure;

    private XmlWriting(XmlWriteParameters own, CancellationToken cancellation) => (this.own, this.cancellation) = (own, cancellation);

    /// <summary>The XML; <c>node.parameter</c> when a name or a character cannot stand in XML, <c>item.tooLarge</c> when no item could hold it.</summary>
    public static Outcome<string> Write(JsonElement json, XmlWriteParameters own, CancellationToken cancellation)
    {
        var writing = new XmlWriting(own, cancellation);
        if (!own.IsHeadless)
        {
            writing.text.Append(Declaration);
        }

        var fields = json.EnumerateObject().ToArray();
        if (fields is [var only] && own.RootName == "root" && only.Value.ValueKind != JsonValueKind.Array && only.Name != own.AttributesAs && only.Name != own.TextAs)
        {
            writing.Element(only.Name, only.Value, 0);
        }
        else
        {
            writing.Element(own.RootName, json, 0);
        }

        return writing.IsOver() ? writing.failure! : writing.text.ToString();
    }

    private void Element(string name, JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in value.EnumerateArray().TakeWhile(_ => !IsOver()))
            {
                Element(name, one, depth);
            }

            return;
        }

        if (IsOver())
        {
            return;
        }

        Check(name);
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }

        text.Append(' ', depth * 2).Append('<').Append(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            Content(name, value, depth);
        }
        else
        {
            Close(name, value.ValueKind == JsonValueKind.Null ? "" : JsText.Of(value));
        }
    }

    /// <summary>Whether it has failed, which it does by its size: a long name in front of many entries is written again and again.</summary>
    private bool IsOver()
    {
        cancellation.ThrowIfCancellationRequested();
        if (text.Length > Limits.ItemBytes)
        {
            failure ??= Failure.Of(FailureCodes.ItemTooLarge, $"The XML has more than {Limits.ItemBytes} characters, which no item can hold.");
        }

        return failure is not null;
    }

    private void Content(string name, JsonElement value, int depth)
    {
        var said = "";
        var hasElements = false;
        foreach (var field in value.EnumerateObject())
        {
            if (field.Name == own.AttributesAs && field.Value.ValueKind == JsonValueKind.Object)
            {
                Attributes(field.Value);
            }
            else if (field.Name == own.TextAs && field.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            {
                said = field.Value.ValueKind == JsonValueKind.Null ? "" : JsText.Of(field.Value);
            }
            else
            {
                hasElements |= field.Value.ValueKind != JsonValueKind.Array || field.Value.GetArrayLength() > 0;
            }
        }

        if (!hasElements)
        {
            Close(name, said);
            return;
        }

        text.Append('>').Append(Escaped(said));
        foreach (var field in value.EnumerateObject().Where(field => !IsOwn(field)))
        {
            Element(field.Name, field.Value, depth + 1);
        }

        text.Append('\n').Append(' ', depth * 2).Append("</").Append(name).Append('>');
    }

    private bool IsOwn(JsonProperty field) =>
        (field.Name == own.AttributesAs && field.Value.ValueKind == JsonValueKind.Object)
        || (field.Name == own.TextAs && field.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    private void Attributes(JsonElement attributes)
    {
        foreach (var attribute in attributes.EnumerateObject())
        {
            Check(attribute.Name);
            var value = Escaped(JsText.Of(attribute.Value), inAttribute: true);
            text.Append(CultureInfo.InvariantCulture, $" {attribute.Name}=\"{value}\"");
        }
    }

    private void Close(string name, string said)
    {
        if (said.Length == 0)
        {
            text.Append("/>");
        }
        else
        {
            text.Append('>').Append(Escaped(said)).Append("</").Append(name).Append('>');
        }
    }

    private string Escaped(string said, bool inAttribute = false)
    {
        for (var at = 0; at < said.Length; at++)
        {
            var isPair = at + 1 < said.Length && XmlConvert.IsXmlSurrogatePair(said[at + 1], said[at]);
            if (isPair ? !own.Surrogates : !XmlConvert.IsXmlChar(said[at]))
            {
                failure ??= Failure.Of(FailureCodes.Parameter, $"The item has a text with the character U+{(int)said[at]:X4}, which XML cannot hold.");
                return "";
            }

            at += isPair ? 1 : 0;
        }

        if (own.Cdata && !inAttribute && said.AsSpan().IndexOfAny('&', '<', '>') >= 0)
        {
            return $"<![CDATA[{said.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>";
        }

        var escaped = said.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\r", "&#xD;", StringComparison.Ordinal);
        return inAttribute
            ? escaped.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("\t", "&#x9;", StringComparison.Ordinal).Replace("\n", "&#xA;", StringComparison.Ordinal)
            : escaped;
    }

    private void Check(string name)
    {
        try
        {
            XmlConvert.VerifyName(name);
        }
        catch (Exception wrong) when (wrong is XmlException or ArgumentException)
        {
            failure ??= Failure.Of(FailureCodes.Parameter, $"The item has the field \"{name}\", which is no name of an XML element or attribute.");
        }
    }
}
