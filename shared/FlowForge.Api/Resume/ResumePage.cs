using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Resume;

/// <summary>
/// The small pages of <c>/resume</c>. Everything that comes from a workflow is encoded; there is no script, and the policy allows none,
/// nor anything from elsewhere, nor a frame round the page.
/// </summary>
internal static class ResumePage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:10vh auto;max-width:34rem;padding:0 1rem;color:#1c2024;background:#f7f8f9}"
        + "main{background:#fff;border:1px solid #d9dce0;border-radius:8px;padding:1.5rem}"
        + "h1{font-size:1.25rem;margin:0 0 .25rem}p{margin:.5rem 0}.quiet{color:#5b636b;font-size:.9rem}.message{white-space:pre-wrap;overflow-wrap:anywhere}"
        + "label{display:block;margin:1rem 0 .25rem}textarea{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #9aa2ab;border-radius:6px}"
        + "button{font:inherit;padding:.5rem 1.25rem;margin:1rem .5rem 0 0;border-radius:6px;border:1px solid #1c2024;background:#fff;cursor:pointer}"
        + "button[value=approved]{background:#176639;border-color:#176639;color:#fff}code{overflow-wrap:anywhere}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page with this title and content.</summary>
    public static Answer Of(int status, (string Title, string Content) page)
    {
        var html = $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{Encoded(page.Title)}</title><style>{Style}</style></head>
            <body><main>
            <h1>{Encoded(page.Title)}</h1>
            {page.Content}
            </main></body>
            </html>

            """;
        return new Answer.Bytes(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html))
            .With("Content-Security-Policy", Policy)
            .With("X-Content-Type-Options", "nosniff")
            .With("Referrer-Policy", "no-referrer")
            .With("Cache-Control", "no-store");
    }

    /// <summary>An approval that can be decided.</summary>
    public static (string Title, string Content) Question(AnsweredWait wait) => (wait.Node.DisplayName, $"""
        {Place(wait)}
        {Message(wait)}
        <form method="post">
        <label for="comment">Comment</label>
        <textarea id="comment" name="comment" rows="3" maxlength="4000"></textarea>
        <button name="decision" value="approved">Approve</button>
        <button name="decision" value="rejected">Reject</button>
        </form>
        """);

    /// <summary>A webhook wait: for programs.</summary>
    public static (string Title, string Content) Call(AnsweredWait wait) => (wait.Node.DisplayName, $"""
        {Place(wait)}
        <p>The run goes on when a program calls this address with the method <code>POST</code>. Opening it in a browser changes nothing.</p>
        """);

    /// <summary>An answer that has been taken.</summary>
    public static (string Title, string Content) Done(AnsweredWait wait, JsonElement answer)
    {
        var isApproval = wait.Mode == WaitMode.Approval;
        var title = !isApproval ? "Received" : answer.GetProperty("decision"u8).ValueEquals("approved"u8) ? "Approved" : "Rejected";
        return (title, $"""
            <p>{(isApproval ? "Your decision" : "Your call")} is recorded, and the run goes on.</p>
            {Place(wait)}
            """);
    }

    /// <summary>Why nothing can be decided here.</summary>
    public static (string Title, string Content) Refusal(ApiProblem problem) => (problem.Title, $"<p>{Encoded(problem.Detail)}</p>");

    private static string Place(AnsweredWait wait)
    {
        var until = wait.Until is { } moment ? $"""<p class="quiet">Until {moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</p>""" : "";
        var name = wait.Run.WorkflowName.Length > 0 ? wait.Run.WorkflowName : wait.Run.WorkflowId;
        return $"""<p class="quiet">{Encoded(name)}</p>{until}""";
    }

    private static string Message(AnsweredWait wait) =>
        wait.Message is { Length: > 0 } message ? $"""<p class="message">{Encoded(message)}</p>"""
        : wait.IsReached ? ""
        : """<p class="quiet">The run is on its way to this step. A decision counts when it gets there.</p>""";

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
