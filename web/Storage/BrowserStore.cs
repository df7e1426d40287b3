using Microsoft.JSInterop;

namespace FlowForge.Web.Storage;

/// <summary>Texts by collection and key in the browser's IndexedDB (<c>canvas/src/page/storage.ts</c>).</summary>
public sealed class BrowserStore(Shell.PageModule page)
{
    /// <summary>A text, or null.</summary>
    public async Task<string?> ReadAsync(string collection, string key) => await (await page.GetAsync()).InvokeAsync<string?>("read", collection, key);

    /// <summary>Keeps a text.</summary>
    public async Task WriteAsync(string collection, string key, string value) => await (await page.GetAsync()).InvokeVoidAsync("write", collection, key, value);

    /// <summary>Keeps a text that is UTF-8: a large one need not become a text of .NET on its way.</summary>
    public async Task WriteAsync(string collection, string key, byte[] value) => await (await page.GetAsync()).InvokeVoidAsync("write", collection, key, value);

    /// <summary>Forgets one.</summary>
    public async Task RemoveAsync(string collection, string key) => await (await page.GetAsync()).InvokeVoidAsync("remove", collection, key);

    /// <summary>All texts of a collection.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string collection) => await (await page.GetAsync()).InvokeAsync<string[]>("list", collection);
}
