namespace FlowForge.Web.Editor.Commands;

/// <summary>Something the editor can be told to do, by key, menu or palette.</summary>
/// <param name="Id">A word for tests and for the record.</param>
/// <param name="Title">In the imperative.</param>
/// <param name="Group">What it is listed under.</param>
/// <param name="Keys">Keys as <c>canvas/src/page/keys.ts</c> names them, e.g. <c>mod+shift+z</c>; the first is shown.</param>
/// <param name="Run">Does it.</param>
public sealed record EditorCommand(string Id, string Title, string Group, IReadOnlyList<string> Keys, Func<Task> Run)
{
    public EditorCommand(string id, string title, string group, string key, Action run)
        : this(id, title, group, [key], () =>
        {
            run();
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>The first key as people read it.</summary>
    public string? Shown => Keys is [var key, ..] ? string.Join(' ', key.Split('+').Select(Word)) : null;

    private static string Word(string key) => key switch
    {
        "mod" => "Ctrl",
        "arrowleft" => "←",
        "arrowright" => "→",
        "arrowup" => "↑",
        "arrowdown" => "↓",
        "delete" => "Del",
        _ => key.Length == 1 ? key.ToUpperInvariant() : $"{char.ToUpperInvariant(key[0])}{key[1..]}",
    };
}
