using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlowForge.Local.Display;

/// <summary>Draws a run's tree with its progress bar.</summary>
internal static class TreeRows
{
    private const int BarWidth = 40;

    /// <summary>The picture; of a graph with more than <paramref name="most"/> nodes, those at work or failed come first.</summary>
    public static IRenderable Draw(string name, RunTree tree, int most)
    {
        var rows = new List<IRenderable> { Bar(name, tree) };
        var shown = tree.Rows.Count <= most
            ? tree.Rows
            : tree.Rows.OrderBy(row => tree[row.Node.Id].Status is "RUNNING" or "WAITING" or "FAILED" ? 0 : 1).Take(most).ToList();
        rows.AddRange(shown.Select(row => Line(row, tree[row.Node.Id])));
        if (shown.Count < tree.Rows.Count)
        {
            rows.Add(new Markup($"[grey]… {tree.Rows.Count - shown.Count} more nodes[/]"));
        }

        return new Rows(rows);
    }

    /// <summary>The colour of a status.</summary>
    public static string Colour(string status) => status switch
    {
        "COMPLETED" => "green",
        "FAILED" => "red",
        "RUNNING" => "yellow",
        "WAITING" or "PAUSED" => "blue",
        _ => "grey",
    };

    private static Markup Bar(string name, RunTree tree)
    {
        var all = Math.Max(1, tree.Rows.Count);
        var done = BarWidth * tree.Settled / all;
        return new($"[bold]{Markup.Escape(name)}[/] [green]{new string('━', done)}[/][grey]{new string('━', BarWidth - done)}[/] {tree.Settled}/{tree.Rows.Count}");
    }

    private static Markup Line(NodeRow row, NodeState state)
    {
        var times = state.Runs > 1 ? $" ×{state.Runs}" : "";
        var time = state.Runs > 0 ? $" [grey]{state.Milliseconds.ToString("0.#", CultureInfo.InvariantCulture)} ms[/]" : "";
        var items = state.Out.Length > 0 ? $" [grey]{Markup.Escape(state.Out)}[/]" : "";
        var failure = state.Failure.Length > 0 ? $" [red]{Markup.Escape(state.Failure)}[/]" : "";
        return new($"{new string(' ', row.Depth * 2)}[{Colour(state.Status)}]{Glyph(state.Status)}[/] {Markup.Escape(row.Node.DisplayName)}{times}{time}{items}{failure}");
    }

    private static string Glyph(string status) => status switch
    {
        "COMPLETED" => "✓",
        "FAILED" => "✗",
        "RUNNING" => "●",
        "WAITING" => "◷",
        "SKIPPED" => "–",
        "CANCELLED" => "■",
        _ => "○",
    };
}
