using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>summarize</c>.</summary>
internal static class SummarizeType
{
    /// <summary>The kind. From version 1.1 on a field that no item has is no failure.</summary>
    public static Carried Of(Step step)
    {
        var parameters = ListTypes.Dotted(step, new() { ["fields"] = new JsonArray([.. step.Given.List("fieldsToSummarize.values").Select(Field)]) });
        if (step.Given.Has("fieldsToSplitBy"))
        {
            parameters["by"] = ListTypes.Names(step, "fieldsToSplitBy");
        }

        var isNew = step.Node.Type.EndsWith("summarize", StringComparison.Ordinal) && step.Version > 1;
        if (step.Given.Flag("options.skipEmptySplitFields") && isNew)
        {
            parameters["skipEmpty"] = true;
        }

        if (!isNew)
        {
            parameters["texts"] = true;
        }

        if (step.Given.Flag("options.continueIfFieldNotFound", isNew))
        {
            parameters["missing"] = "ignore";
        }

        if (step.Given.Text("options.outputFormat") == "singleItem")
        {
            parameters["output"] = "single";
        }

        return new("summarize", parameters) { HandsOn = !isNew && step.Node.Type.EndsWith("summarize", StringComparison.Ordinal) };
    }

    private static JsonObject Field(Given value)
    {
        var operation = value.Text("aggregation", "count");
        var field = new JsonObject { ["operation"] = operation, ["field"] = ListTypes.Field(value.Text("field", "")) };
        if (value.Flag("includeEmpty"))
        {
            field["includeEmpty"] = true;
        }

        if (operation == "concatenate")
        {
            var separator = value.Text("separateBy", ",");
            field["separator"] = separator == "other" ? value.Text("customSeparator", "") : separator;
        }

        return field;
    }
}
