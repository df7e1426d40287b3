using System.Text;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Local.Hosting;

/// <summary>The page at <c>/</c> until the editor is there.</summary>
internal static class HomePage
{
    private static readonly byte[] Html = Encoding.UTF8.GetBytes(
        """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>FlowForge</title>
          <style>
            :root { color-scheme: light dark }
            body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 12vh auto; padding: 0 1.5rem }
            h1 { font-size: 1.6rem } code { font-size: .95em } li { margin: .3rem 0 }
          </style>
        </head>
        <body>
          <main>
            <h1>FlowForge is running</h1>
            <p>This build has no editor yet; workflows are sent as YAML or JSON.</p>
            <ul>
              <li><a href="/api/openapi.json">The API's description</a> (OpenAPI 3.1)</li>
              <li><a href="/api/workflows">Workflows</a> · <a href="/api/runs">Runs</a> · <a href="/api/nodes">Node kinds</a></li>
              <li><a href="/api/health/ready">Health</a> · <a href="/api/metrics">Metrics</a></li>
            </ul>
            <p>Save a workflow: <code>curl -H 'Content-Type: application/yaml' --data-binary @flow.yaml http://localhost:5080/api/workflows</code></p>
          </main>
        </body>
        </html>
        """);

    /// <summary>Answers <c>/</c>; false for any other path.</summary>
    public static async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/" || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            return false;
        }

        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = Html.Length;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(Html, context.RequestAborted).ConfigureAwait(false);
        return true;
    }
}
