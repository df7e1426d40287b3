using System.Globalization;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor.Document;

/// <summary>Ids and names that a document does not have yet: <c>http</c>, <c>http-2</c>; <c>HTTP request</c>, <c>HTTP request 2</c>.</summary>
internal sealed class FreshNames
{
    private readonly HashSet<string> ids;
    private readonly HashSet<string> names;

    public FreshNames(Workflow workflow)
    {
        ids = workflow.Nodes.Select(node => node.Id).Concat(workflow.Notes.Select(note => note.Id)).ToHashSet(StringComparer.Ordinal);
        names = workflow.Nodes.Select(node => node.DisplayName).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>An id and a name for a node of that kind; both are taken from now on.</summary>
    public (string Id, string Name) For(KindDescription kind) => (Id(kind.Kind.Replace('.', '-')), Name(kind.Title));

    /// <summary>The id wanted, or with the first number that makes it new.</summary>
    public string Id(string wanted) => First(ids, Stem(wanted, '-'), '-');

    /// <summary>The name wanted, or with the first number that makes it new.</summary>
    public string Name(string wanted) => First(names, Stem(wanted, ' '), ' ');

    private static string First(HashSet<string> taken, string wanted, char gap)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{gap}{number}");
        }

        return name;
    }

    /// <summary>Without a number of before: the copy of <c>http-2</c> is <c>http-3</c>, not <c>http-2-2</c>.</summary>
    private string Stem(string name, char gap)
    {
        var at = name.LastIndexOf(gap);
        return at > 0 && int.TryParse(name.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1
            && (ids.Contains(name) || names.Contains(name)) ? name[..at] : name;
    }
}
