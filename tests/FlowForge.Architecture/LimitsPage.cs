using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FlowForge.Core;

namespace FlowForge.Architecture;

/// <summary><c>docs/limits.md</c>, made from the constants of <see cref="Limits"/> and their docstrings.</summary>
internal static class LimitsPage
{
    private const string Prefix = "F:FlowForge.Core.Limits.";

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# Limits\n\n");
        page.Append("Nothing in FlowForge is unbounded. Every bound is one constant in [`Limits.cs`](../shared/FlowForge.Core/Limits.cs);\n");
        page.Append("this page is made from that file and must not be edited by hand (`FLOWFORGE_WRITE_DOCS=1 dotnet test tests/FlowForge.Architecture`).\n\n");
        page.Append("| Limit | Value | What it bounds |\n|---|---:|---|\n");
        foreach (var (name, sentence) in Sentences())
        {
            var value = (int)typeof(Limits).GetField(name)!.GetRawConstantValue()!;
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Shown(name, value)} | {sentence} |\n");
        }

        return page.ToString();
    }

    /// <summary>Constants in the order of the source, each with its sentence.</summary>
    private static IEnumerable<(string Name, string Sentence)> Sentences() =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "FlowForge.Core.xml")).Descendants("member")
            .Select(member => (Name: member.Attribute("name")!.Value, Summary: member.Element("summary")!))
            .Where(member => member.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(member => (member.Name[Prefix.Length..], string.Concat(member.Summary.Nodes().Select(Text)).Trim()));

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element => $"`{element.Attribute("cref")!.Value.Split('.')[^1]}`",
        _ => "",
    };

    private static string Shown(string name, int value) =>
        !name.EndsWith("Bytes", StringComparison.Ordinal) ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value % (1024 * 1024) == 0 ? $"{value / (1024 * 1024)} MB"
        : value % 1024 == 0 ? $"{value / 1024} KB"
        : value.ToString("N0", CultureInfo.InvariantCulture);
}
