using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>How the pages of one item follow each other.</summary>
internal abstract record HttpPagination
{
    public const string EndlessMessage = "The parameter 'pagination.maxPages' is needed when an empty page does not end it.";

    public static readonly HttpPagination Off = new None();

    private HttpPagination()
    {
    }

    /// <summary>Where the list lies in each page's body; null for the body itself.</summary>
    public string? ItemsPath { get; init; }

    /// <summary>Pages after which it ends; null when the user did not say, and more than the default is a failure.</summary>
    public int? MaxPages { get; init; }

    /// <summary>One page.</summary>
    public sealed record None : HttpPagination;

    /// <summary>By the <c>Link</c> header, <c>rel=next</c> (RFC 8288).</summary>
    public sealed record LinkHeader : HttpPagination;

    /// <summary>By a value in the body: the next address, or a cursor for <paramref name="CursorParameter"/>.</summary>
    public sealed record Body(string Path, string? CursorParameter) : HttpPagination;

    /// <summary>By a number in the query that grows by <paramref name="Step"/> until a page is empty.</summary>
    public sealed record Page(string Parameter, long Start, long Step, string? SizeParameter, long? Size, bool StopWhenEmpty) : HttpPagination;

    public static Outcome<HttpPagination> Read(JsonElement source)
    {
        if (source.ValueKind == JsonValueKind.Undefined)
        {
            return Off;
        }

        if (source.ValueKind != JsonValueKind.Object)
        {
            return HttpFailures.Parameter("pagination", "is an object");
        }

        var fields = new HttpFields(source, "pagination.");
        var read = OfType(fields) with
        {
            ItemsPath = fields.Text("itemsPath"),
            MaxPages = (int?)fields.Whole("maxPages", 1, Limits.HttpPages),
        };
        if (read is Page { StopWhenEmpty: false } && read.MaxPages is null)
        {
            return Failure.Of(FailureCodes.Parameter, EndlessMessage);
        }

        return fields.Failure is { } failure ? failure : read;
    }

    private static HttpPagination OfType(HttpFields fields) => fields.Text("type") switch
    {
        null or "none" => Off,
        "linkHeader" => new LinkHeader(),
        "body" => new Body(
            fields.Text("path") ?? fields.Refuse<string>("path", "is missing") ?? "",
            fields.Text("cursorParameter")),
        "page" => new Page(
            fields.Text("parameter") ?? "page",
            fields.Whole("start", 0, int.MaxValue) ?? 1,
            fields.Whole("step", 1, int.MaxValue) ?? 1,
            fields.Text("pageSizeParameter"),
            fields.Whole("pageSize", 1, int.MaxValue),
            fields.Flag("stopWhenEmpty", true)),
        _ => fields.Refuse<HttpPagination>("type", "is one of none, linkHeader, body, page") ?? Off,
    };
}
