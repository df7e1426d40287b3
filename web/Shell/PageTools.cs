using Microsoft.JSInterop;

namespace FlowForge.Web.Shell;

/// <summary>Small things of the browser: theme, focus, downloads.</summary>
public sealed class PageTools(PageModule page)
{
    /// <summary><c>light</c> or <c>dark</c>.</summary>
    public async Task<string> ThemeAsync() => await (await page.GetAsync()).InvokeAsync<string>("theme");

    /// <summary>What was chosen: <c>light</c>, <c>dark</c>, or <c>system</c>.</summary>
    public async Task<string> ThemeChoiceAsync() => await (await page.GetAsync()).InvokeAsync<string>("themeChoice");

    /// <summary>Sets the theme and keeps the choice.</summary>
    public async Task SetThemeAsync(string theme) => await (await page.GetAsync()).InvokeVoidAsync("setTheme", theme);

    /// <summary>Puts the focus on the first element that matches.</summary>
    public async Task FocusAsync(string selector) => await (await page.GetAsync()).InvokeVoidAsync("focus", selector);

    /// <summary>Scrolls the first element that matches into view.</summary>
    public async Task RevealAsync(string selector) => await (await page.GetAsync()).InvokeVoidAsync("reveal", selector);

    /// <summary>Hands a text to the person as a file.</summary>
    public async Task DownloadAsync(string name, string text, string type) => await (await page.GetAsync()).InvokeVoidAsync("download", name, text, type);
}
