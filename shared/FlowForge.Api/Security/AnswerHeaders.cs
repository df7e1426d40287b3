using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Security;

/// <summary>What every answer says to browsers. An answer may say more itself, or, where it is a page, allow what that page needs.</summary>
internal static class AnswerHeaders
{
    /// <summary>An answer of the API is data: nothing in it is run, shown in a frame, or loaded by another site's page.</summary>
    public static void Apply(IHeaderDictionary headers, bool isHook)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // What a webhook answers belongs to the workflow, which may answer other sites' pages; what runs in it is shut in by the sandbox that is set later.
        if (!isHook)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.CacheControl = "no-store";
        }
    }
}
