using System.Globalization;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>Tells the pages of one item, one after the other.</summary>
internal sealed class HttpPager
{
    private readonly HttpPagination pagination;
    private readonly string url;
    private string? cursor;

    public HttpPager(HttpParameters parameters)
    {
        pagination = parameters.Pagination;
        url = HttpAddress.Append(parameters.Url, parameters.Query);
        First = new(pagination is HttpPagination.Page numbered ? Numbered(numbered, 0) : url, IsForeign: false);
        Current = First;
    }

    /// <summary>Where the first page is.</summary>
    public HttpTarget First { get; }

    /// <summary>Where the page is that <see cref="Next"/> told last.</summary>
    public HttpTarget Current { get; private set; }

    /// <summary>
    /// Where the page behind this one is, or <see cref="HttpTarget.End"/>. An answer with a status of 400 or more ends it.
    /// Failures: <c>http.pagination</c>; <c>limit.passed</c> when the default number of pages is passed.
    /// </summary>
    /// <param name="answer">The page just read.</param>
    /// <param name="page">Its number, from 0.</param>
    public Outcome<HttpTarget> Next(HttpAnswer answer, int page)
    {
        if (pagination is HttpPagination.None || answer.Response.Status >= 400 || page + 1 == pagination.MaxPages)
        {
            return HttpTarget.End;
        }

        var next = pagination switch
        {
            HttpPagination.LinkHeader => Follow(LinkHeader.Next(answer.Response.Header("link")), answer),
            HttpPagination.Body body => FromBody(body, answer),
            HttpPagination.Page numbered => numbered.StopWhenEmpty && HttpItems.IsEmpty(answer, pagination.ItemsPath)
                ? HttpTarget.End
                : new HttpTarget(Numbered(numbered, page + 1), IsForeign: false),
            _ => HttpTarget.End,
        };
        if (!next.IsFailure && next.Value != HttpTarget.End)
        {
            if (page + 1 == Limits.HttpPagesDefault && pagination.MaxPages is null)
            {
                return Failure.Of(
                    FailureCodes.Limit, $"There are more than {Limits.HttpPagesDefault} pages; say in 'pagination.maxPages' how many to fetch.");
            }

            Current = next.Value;
        }

        return next;
    }

    private Outcome<HttpTarget> FromBody(HttpPagination.Body body, HttpAnswer answer)
    {
        var value = answer.IsText ? null : JsonPath.Find(answer.Body, body.Path);
        switch (value?.ValueKind)
        {
            case null or JsonValueKind.Null or JsonValueKind.False:
                return HttpTarget.End;
            case JsonValueKind.String or JsonValueKind.Number when body.CursorParameter is { } parameter:
                return Cursor(parameter, value.Value.ToString());
            case JsonValueKind.String:
                return Follow(value.Value.GetString(), answer);
            default:
                return HttpFailures.NoNextPage($"what lies at '{body.Path}' is neither an address nor a cursor");
        }
    }

    private Outcome<HttpTarget> Cursor(string parameter, string value)
    {
        if (value.Length == 0)
        {
            return HttpTarget.End;
        }

        if (value == cursor)
        {
            return HttpFailures.NoNextPage("the cursor is the same as for this page");
        }

        cursor = value;
        return new HttpTarget(HttpAddress.Set(url, parameter, value), IsForeign: false);
    }

    private Outcome<HttpTarget> Follow(string? link, HttpAnswer answer)
    {
        if (string.IsNullOrWhiteSpace(link))
        {
            return HttpTarget.End;
        }

        var here = new Uri(answer.Response.Url);
        if (!Uri.TryCreate(here, link.Trim(), out var next) || next.Scheme is not ("http" or "https"))
        {
            return HttpFailures.NoNextPage("the link to it is no address");
        }

        if (here.Scheme == "https" && next.Scheme != "https")
        {
            return HttpFailures.NoNextPage("the link to it leads from https to http");
        }

        var target = new HttpTarget(next.AbsoluteUri, !CredentialHeaders.SameOrigin(new Uri(First.Url), next));
        return target.Url == Current.Url || target.Url == here.AbsoluteUri
            ? HttpFailures.NoNextPage("the link to it leads to this page")
            : target;
    }

    private string Numbered(HttpPagination.Page numbered, int page)
    {
        var sized = numbered is { SizeParameter: { } parameter, Size: { } size } ? HttpAddress.Set(url, parameter, Text(size)) : url;
        return HttpAddress.Set(sized, numbered.Parameter, Text(numbered.Start + (numbered.Step * page)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
