using Microsoft.Playwright;

namespace FlowForge.Browser.Support;

/// <summary>One host and one Chromium for all tests; each test has a browser profile of its own.</summary>
public sealed class EditorFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private EditorHost? host;

    public Uri Address => host!.Address;

    /// <summary>A tab in a new profile.</summary>
    /// <param name="name">What its pictures are called.</param>
    /// <param name="scheme">Light or dark.</param>
    /// <param name="isInstalled">Whether the editor may keep itself for offline use, which loads it a second time.</param>
    public async Task<EditorTab> OpenAsync(string name, ColorScheme scheme = ColorScheme.Light, bool isInstalled = false) => await OpenAtAsync(Address, name, scheme, isInstalled: isInstalled);

    /// <summary>The same at another host, in a window of another size.</summary>
    public async Task<EditorTab> OpenAtAsync(Uri address, string name, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900, bool isInstalled = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = isInstalled ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(90_000);
        return new(await context.NewPageAsync(), name);
    }

    public async Task InitializeAsync()
    {
        // A machine that builds beside the tests is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(45_000);
        host = await EditorHost.StartAsync();
        playwright = await Playwright.CreateAsync();
        var program = Environment.GetEnvironmentVariable("FLOWFORGE_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium; install it, or name it in FLOWFORGE_CHROMIUM.");
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
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
