using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace FlowForge.Browser.Support;

/// <summary>A tab that forgives nothing: an error on the page, a failed request or a status of 400 and more fails the test at its end.</summary>
public sealed class EditorTab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> wrongs = new();
    private readonly Uri address;
    private readonly string name;
    private readonly Func<Task> leave;
    private int pictures;

    /// <summary>A tab of the editor at a host, which <paramref name="leave"/> closes.</summary>
    public EditorTab(IPage page, Uri address, string name, Func<Task> leave)
    {
        Page = page;
        (this.address, this.name, this.leave) = (address, name, leave);
        page.Console += (_, message) => Note(message.Type is "error" or "warning" && !message.Text.StartsWith("Service Worker registration blocked", StringComparison.Ordinal), $"console: {message.Text}");
        page.PageError += (_, error) => Note(true, $"page: {error}");
        page.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"request: {request.Url} {request.Failure}");
        page.Response += (_, response) => Note(response.Status >= 400, $"status: {response.Status} {response.Url}");
    }

    public IPage Page { get; }

    public ILocator Cards => Page.Locator(".react-flow__node .node");

    /// <summary>The card of a node by its name.</summary>
    public ILocator Card(string node) => Page.Locator(".react-flow__node", new() { Has = Page.GetByText(node, new() { Exact = true }) });

    /// <summary>Goes to an address.</summary>
    public async Task<IResponse> VisitAsync(string path = "/") => (await Page.GotoAsync(new Uri(address, path).ToString()))!;

    /// <summary>Goes to an address and waits for the editor to have started.</summary>
    public async Task GoAsync(string path = "/")
    {
        await VisitAsync(path);
        await Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
    }

    /// <summary>Begins with one of the starting points of an empty canvas.</summary>
    public async Task BeginAsync(string start, int nodes)
    {
        await GoAsync();
        await Page.Locator($"[data-start={start}]").ClickAsync();
        await Assertions.Expect(Cards).ToHaveCountAsync(nodes);
    }

    /// <summary>Says that the test expects this, e.g. a refusal that it provoked.</summary>
    public void Forgive(string part)
    {
        var kept = wrongs.Where(wrong => !wrong.Contains(part, StringComparison.Ordinal)).ToList();
        wrongs.Clear();
        kept.ForEach(wrongs.Enqueue);
    }

    /// <summary>Keeps a picture among the test's results. The caret is left as it is: hiding it takes a style that the page's policy refuses.</summary>
    public Task PictureAsync() => Page.ScreenshotAsync(new() { Caret = ScreenshotCaret.Initial, Path = Path.Combine(EditorHost.Built("Screenshots"), $"{name}-{++pictures}.png") });

    /// <summary>Ends the test: a last picture, and nothing wrong on the page.</summary>
    public async Task EndAsync()
    {
        await PictureAsync();
        Assert.Empty(wrongs);
    }

    public async ValueTask DisposeAsync() => await leave();

    private void Note(bool isWrong, string what)
    {
        if (isWrong)
        {
            wrongs.Enqueue(what);
        }
    }
}
