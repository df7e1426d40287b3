using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>html</c>, and <c>htmlExtract</c>, which was a part of it.</summary>
internal static class HtmlTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("html", step => step.Given.Text("operation", "generateHtmlTemplate") switch
        {
            "extractHtmlContent" => Extract(step, true),
            "convertToHtmlTable" => Table(step),
            _ => Template(step),
        }),
        ("htmlExtract", step => Extract(step, false)),
    ];

    private static Carried Template(Step step)
    {
        var text = step.Given.Text("html", "");
        var hasExpressions = !Templates.IsTemplate(text) && text.Contains("{{", StringComparison.Ordinal);
        return new("html", new() { ["operation"] = "template", ["template"] = hasExpressions ? "=" + text : text });
    }

    private static Carried Extract(Step step, bool cleans)
    {
        var given = step.Given;
        var parameters = new JsonObject { ["operation"] = "extract" };
        var source = given.Text("dataPropertyName", "data");
        parameters[given.Text("sourceData", "json") == "binary" ? "binary" : "field"] = ListTypes.Field(source);

        // Before version 1.2 texts are as they stand; since then a text is that of the first element.
        var isOld = cleans && step.Version < 1.2;
        parameters["values"] = new JsonArray([.. given.List("extractionValues.values").Select(value => Value(value, isOld, isFirst: cleans && !isOld))]);
        foreach (var (theirs, ours, standard) in new[] { ("trimValues", "trim", true), ("cleanUpText", "clean", cleans && !isOld) })
        {
            if (!given.Flag($"options.{theirs}", standard) || (isOld && theirs == "trimValues"))
            {
                parameters[ours] = false;
            }
        }

        return new("html", parameters);
    }

    private static JsonObject Value(Given given, bool isOld, bool isFirst)
    {
        var value = new JsonObject { ["name"] = ListTypes.Field(given.Text("key", "")), ["selector"] = given.Text("cssSelector", "") };
        var take = given.Text("returnValue", "text");
        if (take != "text")
        {
            value["take"] = take;
        }

        if (take == "attribute")
        {
            value["attribute"] = given.Text("attribute", "");
        }

        if (given.Text("skipSelectors") is { Length: > 0 } skip && !isOld)
        {
            value["skip"] = skip;
        }

        if (given.Flag("returnArray"))
        {
            value["all"] = true;
        }
        else if (isFirst && take == "text")
        {
            value["first"] = true;
        }

        return value;
    }

    private static Carried Table(Step step)
    {
        var parameters = new JsonObject { ["operation"] = "table" };
        foreach (var name in new[] { "caption", "tableAttributes", "headerAttributes", "rowAttributes", "cellAttributes" })
        {
            if (step.Given.Text($"options.{name}") is { Length: > 0 } text)
            {
                parameters[name] = text;
            }
        }

        if (step.Given.Flag("options.capitalize"))
        {
            parameters["capitalize"] = true;
        }

        if (step.Given.Flag("options.customStyling"))
        {
            parameters["styled"] = false;
        }

        return new("html", parameters);
    }
}
