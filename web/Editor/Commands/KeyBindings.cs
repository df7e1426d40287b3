using FlowForge.Web.Shell;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor.Commands;

/// <summary>Keys and clipboard of an editor page (<c>canvas/src/page/keys.ts</c>).</summary>
internal sealed class KeyBindings : IAsyncDisposable
{
    private readonly Dictionary<string, EditorCommand> commands = new(StringComparer.Ordinal);
    private readonly Func<EditorSession?> session;
    private readonly Func<string, Task> paste;
    private readonly Func<Func<Task>, Task> dispatch;
    private readonly DotNetObjectReference<KeyBindings> self;
    private IJSObjectReference? bound;

    private KeyBindings(Func<EditorSession?> session, Func<string, Task> paste, Func<Func<Task>, Task> dispatch)
    {
        this.session = session;
        this.paste = paste;
        this.dispatch = dispatch;
        self = DotNetObjectReference.Create(this);
    }

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="page">The module of pages.</param>
    /// <param name="commands">What keys do.</param>
    /// <param name="session">The session that is copied from and pasted into.</param>
    /// <param name="paste">Takes a text that was pasted onto the canvas.</param>
    /// <param name="dispatch">Runs work where components may be changed.</param>
    public static async Task<KeyBindings> BindAsync(
        PageModule page, IReadOnlyList<EditorCommand> commands, Func<EditorSession?> session, Func<string, Task> paste, Func<Func<Task>, Task> dispatch)
    {
        var bindings = new KeyBindings(session, paste, dispatch);
        foreach (var (key, command) in commands.SelectMany(command => command.Keys.Select(key => (key, command))))
        {
            bindings.commands.Add(key, command);
        }

        bindings.bound = await (await page.GetAsync()).InvokeAsync<IJSObjectReference>("bindKeys", bindings.self, bindings.commands.Keys.ToArray());
        return bindings;
    }

    [JSInvokable]
    public Task OnKey(string key) => commands.TryGetValue(key, out var command) ? dispatch(command.Run) : Task.CompletedTask;

    [JSInvokable]
    public string? OnCopy() => session()?.CopySelected();

    [JSInvokable]
    public string? OnCut()
    {
        var text = OnCopy();
        if (text is not null)
        {
            _ = dispatch(() =>
            {
                session()?.RemoveSelected();
                return Task.CompletedTask;
            });
        }

        return text;
    }

    [JSInvokable]
    public Task OnPaste(string text) => dispatch(() => paste(text));

    public async ValueTask DisposeAsync()
    {
        if (bound is not null)
        {
            await bound.InvokeVoidAsync("unbind");
            await bound.DisposeAsync();
        }

        self.Dispose();
    }
}
