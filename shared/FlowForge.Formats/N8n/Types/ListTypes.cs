using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Nodes that work on the list of items, and <c>itemLists</c>, which once held most of them.</summary>
internal static class ListTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("sort", Sort),
        ("limit", Limit),
        ("aggregate", Aggregate),
        ("splitOut", SplitOut),
        ("summarize", SummarizeType.Of),
        ("removeDuplicates", DuplicateTypes.Remove),
        ("compareDatasets", DuplicateTypes.Compare),
        ("renameKeys", Rename),
        ("itemLists", step => step.Given.Text("operation", "splitOutItems") switch
        {
            "splitOutItems" => SplitOut(step),
            "aggregateItems" or "concatenateItems" => Aggregate(step),
            "removeDuplicates" => DuplicateTypes.Remove(step),
            "sort" => Sort(step),
            "limit" => Limit(step),
            "summarize" => SummarizeType.Of(step),
            var operation => Unknown(step, operation),
        }),
    ];

    /// <summary>Names of fields: a list, a text with commas, or n8n's older <c>{ fields: [{ fieldName }] }</c>. A template stays whole.</summary>
    public static JsonNode Names(Step step, string path)
    {
        if (step.Given.Text(path) is { } text && Templates.IsTemplate(text) && text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        var old = step.Given.List($"{path}.fields").Select(field => field.Text("fieldName", "")).ToArray();
        var names = old.Length > 0 ? old : step.Given.Names(path);
        return new JsonArray([.. names.Where(name => name.Length > 0).Select(name => JsonValue.Create(Field(name)))]);
    }

    /// <summary>A name that may be written as a template.</summary>
    public static string Field(string name) => Templates.Name(name, out var isExpression) is var plain && isExpression ? name : plain;

    /// <summary>Says that names with dots are plain, when they are.</summary>
    public static JsonObject Dotted(Step step, JsonObject parameters)
    {
        if (step.Given.Flag("options.disableDotNotation"))
        {
            parameters["dots"] = false;
        }

        return parameters;
    }

    private static Carried Sort(Step step)
    {
        switch (step.Given.Text("type", "simple"))
        {
            case "random":
                return new("sort", new() { ["mode"] = "random" });
            case "code":
                return new("code", new()
                {
                    ["mode"] = "allItems",
                    ["source"] = $"const compare = (a, b) => {{\n{step.Given.Text("code", "return 0;")}\n}};\nreturn $input.all().sort(compare);",
                });
            default:
                var fields = step.Given.List("sortFieldsUi.sortField").Select(field => new JsonObject
                {
                    ["field"] = Field(field.Text("fieldName", "")),
                    ["order"] = field.Text("order", "ascending") == "descending" ? "desc" : "asc",
                });
                return new("sort", Dotted(step, new() { ["fields"] = new JsonArray([.. fields]) })) { HandsOn = step.Version < 2 };
        }
    }

    private static Carried Limit(Step step) => new("limit", new()
    {
        ["max"] = Json.Node(step.Given.Any("maxItems")) ?? 1,
        ["keep"] = step.Given.Text("keep", "firstItems") == "lastItems" ? "last" : "first",
    });

    private static Carried Aggregate(Step step)
    {
        var parameters = Dotted(step, []);
        if (step.Given.Text("aggregate", "aggregateIndividualFields") == "aggregateAllItemData")
        {
            parameters["mode"] = "items";
            parameters["dots"] = false;
            parameters["as"] = Field(step.Given.Text("destinationFieldName", "data"));
            var include = step.Given.Text("include", "allFields");
            if (include != "allFields")
            {
                parameters["include"] = include == "specifiedFields" ? "selected" : "except";
                parameters[include == "specifiedFields" ? "only" : "except"] = Names(step, include == "specifiedFields" ? "fieldsToInclude" : "fieldsToExclude");
            }
        }
        else
        {
            parameters["fields"] = new JsonArray([.. step.Given.List("fieldsToAggregate.fieldToAggregate").Select(Gathered)]);
        }

        Flag(step, parameters, "options.mergeLists", "mergeLists");
        Flag(step, parameters, "options.keepMissing", "keepMissing");
        Flag(step, parameters, "options.includeBinaries", "binaries");
        Flag(step, parameters, "options.keepOnlyUnique", "uniqueBinaries");
        return new("aggregate", parameters);
    }

    private static JsonObject Gathered(Given field)
    {
        var gathered = new JsonObject { ["field"] = Field(field.Text("fieldToAggregate", "")) };
        if (field.Flag("renameField") && field.Text("outputFieldName") is { Length: > 0 } name)
        {
            gathered["as"] = Field(name);
        }

        return gathered;
    }

    private static Carried SplitOut(Step step)
    {
        var parameters = Dotted(step, new() { ["field"] = Names(step, "fieldToSplitOut") });
        var include = step.Given.Text("include", "noOtherFields");
        if (include != "noOtherFields")
        {
            parameters["include"] = include == "allOtherFields" ? "all" : "selected";
        }

        if (include == "selectedOtherFields")
        {
            parameters["only"] = Names(step, "fieldsToInclude");
        }

        if (step.Given.Text("options.destinationFieldName") is { Length: > 0 })
        {
            parameters["as"] = Names(step, "options.destinationFieldName");
        }

        Flag(step, parameters, "options.includeBinary", "binaries");
        return new("splitOut", parameters);
    }

    private static Carried Rename(Step step)
    {
        var keys = step.Given.List("keys.key").Select(key => new JsonObject { ["from"] = Field(key.Text("currentKey", "")), ["to"] = Field(key.Text("newKey", "")) });
        var parameters = new JsonObject { ["keys"] = new JsonArray([.. keys]) };
        var patterns = step.Given.List("additionalOptions.regexReplacement.replacements").Select(pattern => new JsonObject
        {
            ["search"] = pattern.Text("searchRegex", ""),
            ["replace"] = pattern.Text("replaceRegex", ""),
            ["ignoreCase"] = pattern.Flag("options.caseInsensitive"),
            ["depth"] = pattern.Number("options.depth") ?? -1,
        }).ToArray<JsonNode?>();
        if (patterns.Length > 0)
        {
            parameters["patterns"] = new JsonArray(patterns);
        }

        return new("renameKeys", parameters);
    }

    private static void Flag(Step step, JsonObject parameters, string path, string name)
    {
        if (step.Given.Flag(path))
        {
            parameters[name] = true;
        }
    }

    private static Carried? Unknown(Step step, string operation)
    {
        step.Remark($"The operation '{operation}' of item lists has no counterpart.");
        return null;
    }
}
