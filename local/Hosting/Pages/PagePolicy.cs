using Microsoft.AspNetCore.Http;

namespace FlowForge.Local.Hosting.Pages;

/// <summary>What the editor's pages may do in a browser.</summary>
internal static class PagePolicy
{
    /// <summary>
    /// Everything comes from this host and no script stands in a page. <c>wasm-unsafe-eval</c> lets WebAssembly be compiled, and no more;
    /// <c>data:</c> images are those that style sheets carry, <c>blob:</c> ones a download or a preview. The same stands in
    /// <c>web/wwwroot/index.html</c> for servers that send no headers.
    /// </summary>
    public const string Content =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'";

    /// <summary>Puts the policy on an answer.</summary>
    public static void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = $"{Content}; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
