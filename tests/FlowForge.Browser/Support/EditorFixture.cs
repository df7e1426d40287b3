using Microsoft.Playwright;

namespace FlowForge.Browser.Support;

/// <summary>One host and one Chromium for all tests of a collection.</summary>
public sealed class EditorFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private EditorHost? host;
    private EditorProfile? profile;

    public Uri Address => host!.Address;

    /// <summary>A tab in a profile that knows nothing of earlier tests.</summary>
    /// <param name="name">What its pictures are called.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="isInstalled">Whether the editor may keep itself for offline use, which loads it a second time.</param>
    /// <param name="isFirstVisit">Whether nothing of the editor may be cached.</param>
    public Task<EditorTab> OpenAsync(string name, ColorScheme scheme = ColorScheme.Light, bool isInstalled = false, bool isFirstVisit = false) =>
        OpenAtAsync(Address, name, scheme, isInstalled: isInstalled, isFirstVisit: isFirstVisit);

    /// <summary>The same at another host, in a window of another size.</summary>
    public async Task<EditorTab> OpenAtAsync(Uri address, string name, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900, bool isInstalled = false, bool isFirstVisit = false)
    {
        var shared = isInstalled || isFirstVisit ? null : await profile!.TakeAsync();
        var page = shared ?? await (await EditorProfile.NewAsync(browser!, isInstalled)).NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        return new(page, address, name, shared is null ? () => page.Context.CloseAsync() : () => profile!.GiveBackAsync(page, address));
    }

    public async Task InitializeAsync()
    {
        // A machine that builds beside the tests is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(45_000);
        host = await EditorHost.StartAsync();
        playwright = await Playwright.CreateAsync();
        var program = Environment.GetEnvironmentVariable("FLOWFORGE_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium; install it, or name it in FLOWFORGE_CHROMIUM.");
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-dev-shm-usage", EditorProfile.OneProcess] });
        profile = await EditorProfile.StartAsync(browser, Address);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}

/// <summary>Tests that share the host and the browser.</summary>
[CollectionDefinition(Name)]
public sealed class EditorCollection : ICollectionFixture<EditorFixture>
{
    public const string Name = "editor";
}
