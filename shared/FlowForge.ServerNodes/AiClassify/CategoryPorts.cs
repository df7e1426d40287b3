using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.AiClassify;

/// <summary>The ports of a node as it is drawn: one a category, then the one of the fallback.</summary>
internal static partial class CategoryPorts
{
    private const string Fallback = "other";

    /// <summary>The ports; never empty.</summary>
    public static IReadOnlyList<string> Of(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        string[] names = [.. Categories(reader).Select(static one => one.Name), FallbackOf(reader)];
        return [.. names.Where(static name => Name().IsMatch(name)).Distinct(StringComparer.Ordinal).DefaultIfEmpty(Fallback)];
    }

    /// <summary>The categories, those without a name left out.</summary>
    public static IReadOnlyList<Category> Categories(ParameterReader reader) =>
    [
        .. reader.List("categories", Limits.AiCategories).Select(static one => one.ValueKind == JsonValueKind.String
            ? new Category(one.GetString()!, null)
            : new ParameterReader(one) is var each ? new Category(each.Text("name") ?? "", each.Text("description")) : null!).Where(static one => one.Name.Length > 0),
    ];

    /// <summary>The port of what is in no category.</summary>
    public static string FallbackOf(ParameterReader reader) => reader.Text("fallback") is { Length: > 0 } name ? name : Fallback;

    /// <summary>Problems: <c>classify.category</c>.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        foreach (var category in Categories(reader))
        {
            if ((Name().IsMatch(category.Name) ? seen.Add(category.Name) ? null : $"Two categories are called \"{category.Name}\"." : NoPort(category.Name)) is { } sentence)
            {
                yield return new("classify.category", $"categories[{at}]", sentence);
            }

            at++;
        }

        if (!Name().IsMatch(FallbackOf(reader)))
        {
            yield return new("classify.category", "fallback", NoPort(FallbackOf(reader)));
        }
    }

    private static string NoPort(string name) => name == "error"
        ? "The port \"error\" is taken by failures."
        : $"The name \"{name}\" is no port: 1 to 64 letters, digits, spaces, - or _.";

    [GeneratedRegex(@"^(?!error\z)[A-Za-z0-9 _-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
