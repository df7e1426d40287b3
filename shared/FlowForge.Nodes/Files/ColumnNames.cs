using System.Text.Json;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Files;

/// <summary>
/// The names of a table's columns, each once: a second <c>a</c> is <c>a_1</c>, an empty one is <c>__EMPTY</c>, as spreadsheet programs of the
/// web name them. A column behind the last heading gets a name when a row has it.
/// </summary>
internal sealed class ColumnNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly List<JsonEncodedText> names = [];
    private readonly List<string> plain = [];
    private int[] order = [];

    /// <summary>The columns of a row of headings.</summary>
    public ColumnNames(IReadOnlyList<string> headings)
    {
        foreach (var heading in headings)
        {
            Add(heading);
        }
    }

    /// <summary>How many.</summary>
    public int Count => names.Count;

    /// <summary>The name of a column.</summary>
    public JsonEncodedText this[int column]
    {
        get
        {
            while (column >= names.Count)
            {
                Add("");
            }

            return names[column];
        }
    }

    /// <summary>
    /// All columns, <paramref name="columns"/> at least, in the order in which JavaScript has the properties: names that are whole numbers first.
    /// </summary>
    public ReadOnlySpan<int> Order(int columns)
    {
        _ = columns > 0 ? this[columns - 1] : default;
        if (order.Length != names.Count)
        {
            order = [.. IntegerKey.Ordered(Enumerable.Range(0, names.Count).ToList(), column => plain[column])];
        }

        return order;
    }

    private void Add(string heading)
    {
        var name = heading.Length == 0 ? "__EMPTY" : heading;
        for (var number = 1; !taken.Add(name); number++)
        {
            name = $"{(heading.Length == 0 ? "__EMPTY" : heading)}_{number}";
        }

        plain.Add(name);
        names.Add(JsonEncodedText.Encode(name, JsonPage.WriterOptions.Encoder));
    }
}
