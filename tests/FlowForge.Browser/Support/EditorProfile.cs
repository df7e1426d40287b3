using Microsoft.Playwright;

namespace FlowForge.Browser.Support;

/// <summary>
/// A browser profile that tests use one after another. Each finds it as if nobody had been there, except that the editor need not be compiled again:
/// a first page keeps what was compiled alive in the one process that all pages of the profile share, which halves what a visit costs.
/// </summary>
internal sealed class EditorProfile
{
    /// <summary>What makes pages of one profile share a process, whichever host they come from.</summary>
    public const string OneProcess = "--renderer-process-limit=1";

    private readonly IBrowserContext context;
    private readonly ICDPSession protocol;
    private bool isTaken;

    private EditorProfile(IBrowserContext context, ICDPSession protocol) => (this.context, this.protocol) = (context, protocol);

    /// <summary>A profile whose first page is the editor at <paramref name="address"/>.</summary>
    public static async Task<EditorProfile> StartAsync(IBrowser browser, Uri address)
    {
        var context = await NewAsync(browser);
        var keeping = await context.NewPageAsync();
        await keeping.GotoAsync(address.ToString());
        await keeping.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
        return new(context, await context.NewCDPSessionAsync(keeping));
    }

    /// <summary>A profile for one test alone.</summary>
    public static async Task<IBrowserContext> NewAsync(IBrowser browser, bool isInstalled = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = isInstalled ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(90_000);
        return context;
    }

    /// <summary>A new tab, or null while another test has one.</summary>
    public async Task<IPage?> TakeAsync()
    {
        if (isTaken)
        {
            return null;
        }

        isTaken = true;
        return await context.NewPageAsync();
    }

    /// <summary>Closes the tab and forgets all that pages of its host have kept.</summary>
    public async Task GiveBackAsync(IPage page, Uri address)
    {
        await page.CloseAsync();
        await protocol.SendAsync("Storage.clearDataForOrigin", new Dictionary<string, object>
        {
            ["origin"] = address.GetLeftPart(UriPartial.Authority),
            ["storageTypes"] = "cookies,local_storage,indexeddb,cache_storage,file_systems",
        });
        isTaken = false;
    }
}
