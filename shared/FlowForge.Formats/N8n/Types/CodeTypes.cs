using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>code</c> and what was there before it.</summary>
internal static partial class CodeTypes
{
    /// <summary>What a source of <c>functionItem</c> begins with here: there <c>item</c> is the data itself, and may be put anew.</summary>
    public const string ItemPrefix = "let item = $json;\n";

    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("code", Code), ("function", Function), ("functionItem", FunctionItem)];

    private static Carried? Code(Step step)
    {
        if (step.Given.Text("language", "javaScript") is not "javaScript" and var language)
        {
            step.Remark($"The code is written in {language}; only JavaScript runs here.");
            return null;
        }

        var perItem = step.Given.Text("mode") == "runOnceForEachItem";
        return Of(perItem, step.Given.Text("jsCode", perItem ? "return $input.item;" : "return $input.all();"));
    }

    private static Carried Function(Step step) => Of(perItem: false, WithState(step.Given.Text("functionCode", "return items;")));

    private static Carried FunctionItem(Step step) => Of(perItem: true, ItemPrefix + WithState(step.Given.Text("functionCode", "return item;")));

    /// <summary>Sources of old call what the workflow keeps by a name without the dollar.</summary>
    private static string WithState(string source) => StateOfOld().IsMatch(source) ? "const getWorkflowStaticData = $getWorkflowStaticData;\n" + source : source;

    private static Carried Of(bool perItem, string source) => new("code", new JsonObject { ["mode"] = perItem ? "perItem" : "allItems", ["source"] = source });

    [GeneratedRegex(@"(?<![$\w])getWorkflowStaticData\b")]
    private static partial Regex StateOfOld();
}
