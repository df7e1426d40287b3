using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Durable.Tests.Same;

/// <summary>Two services that always give the same: a list of 60 entries in pages, and a job that is done.</summary>
internal sealed class ServedPages : IEgress
{
    public ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation)
    {
        var url = new Uri(request.Url);
        var body = url.Host == "jobs.example" ? """{"status":"done","result":42}""" : Page(url.Query.Contains("page=2", StringComparison.Ordinal) ? 2 : 1);
        return new(new OutgoingResponse(200, new Dictionary<string, string> { ["content-type"] = "application/json" }, Encoding.UTF8.GetBytes(body), request.Url));
    }

    private static string Page(int page) =>
        $"[{string.Join(',', Enumerable.Range((page - 1) * 50, page == 1 ? 50 : 10).Select(n => $$"""{"n":{{n}},"state":"{{(n % 3 == 0 ? "open" : "closed")}}"}"""))}]";
}
