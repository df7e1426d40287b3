using Microsoft.JSInterop;

namespace FlowForge.Web.Settings;

/// <summary>All that this browser keeps: how much, as a file, and back (<c>canvas/src/page/backup.ts</c>).</summary>
public sealed class BrowserKeeping(Shell.PageModule page)
{
    /// <summary>Bytes that the browser says this site takes.</summary>
    public async Task<long> BytesAsync() => (long)await (await page.GetAsync()).InvokeAsync<double>("usage");

    /// <summary>Whether the browser has promised not to clear it when the disk grows full.</summary>
    public async Task<bool> IsSafeAsync() => await (await page.GetAsync()).InvokeAsync<bool>("isSafe");

    /// <summary>Asks for that promise; gives whether it was made.</summary>
    public async Task<bool> MakeSafeAsync() => await (await page.GetAsync()).InvokeAsync<bool>("makeSafe");

    /// <summary>Whether the editor opens without a network.</summary>
    public async Task<bool> IsOfflineAsync() => await (await page.GetAsync()).InvokeAsync<bool>("isOffline");

    /// <summary>Rows by collection.</summary>
    public async Task<Dictionary<string, int>> CountsAsync() => await (await page.GetAsync()).InvokeAsync<Dictionary<string, int>>("counts");

    /// <summary>Everything as one JSON file, which the browser downloads.</summary>
    public async Task ExportAsync()
    {
        var module = await page.GetAsync();
        await module.InvokeVoidAsync("download", "flowforge-browser.json", await module.InvokeAsync<string>("backup"), "application/json");
    }

    /// <summary>Adds what the file chosen in an input has; gives null, or why it could not be read.</summary>
    public async Task<string?> ImportAsync(string input) => await (await page.GetAsync()).InvokeAsync<string?>("restore", input);

    /// <summary>Forgets all runs of this browser. Workflows stay.</summary>
    public async Task ForgetRunsAsync() => await (await page.GetAsync()).InvokeVoidAsync("forgetRuns");
}
