namespace FlowForge.Web.Editor.Palette;

/// <summary>Groups of kinds, in the order in which a workflow is thought of.</summary>
internal static class KindGroups
{
    private static readonly string[] All = ["trigger", "flow", "data", "code", "net", "ai", "azure", "custom"];

    public static int Order(string group) => Array.IndexOf(All, group) is >= 0 and var at ? at : All.Length;

    public static string Title(string group) => group switch
    {
        "trigger" => "Triggers",
        "flow" => "Flow",
        "data" => "Data",
        "code" => "Code",
        "net" => "Network",
        "ai" => "AI",
        "azure" => "Azure",
        "custom" => "Custom",
        _ => group,
    };
}
