using Microsoft.JSInterop;

namespace FlowForge.Web.Shell;

/// <summary>The script module of pages (<c>canvas/src/page/index.ts</c>), loaded at its first use.</summary>
public sealed class PageModule(IJSRuntime js)
{
    private Task<IJSObjectReference>? module;

    /// <summary>The module.</summary>
    public Task<IJSObjectReference> GetAsync() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./dist/page.js").AsTask();
}
