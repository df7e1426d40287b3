using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>What the calls of one item gave.</summary>
/// <param name="Index">The item's index.</param>
/// <param name="Items">Items of all pages, empty when it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record HttpItemResult(int Index, IReadOnlyList<JsonElement> Items, Failure? Failure = null);

/// <summary>Makes the calls of one item: one, or one a page. All pages together keep to <see cref="Limits.ResponseBytes"/>.</summary>
internal sealed class HttpItemCalls(IEgress egress, INodeContext context)
{
    public async Task<HttpItemResult> RunAsync(int index, HttpParameters parameters, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        var pager = new HttpPager(parameters);
        var bytesLeft = (long)Limits.ResponseBytes;
        for (var page = 0; ; page++)
        {
            var key = context.IdempotencyKey(index, page);
            var answer = await CallAsync(parameters, pager.Current, key, bytesLeft, cancellation).ConfigureAwait(false);
            if (answer.IsFailure)
            {
                return Failed(index, answer.Failure);
            }

            var found = HttpItems.Of(answer.Value, parameters);
            var next = found.IsFailure ? found.Failure : pager.Next(answer.Value, page);
            if (next.IsFailure)
            {
                return Failed(index, next.Failure);
            }

            items.AddRange(found.Value!);
            bytesLeft -= answer.Value.Response.Body.Length;
            if (next.Value == HttpTarget.End)
            {
                return new(index, items);
            }
        }
    }

    private async ValueTask<Outcome<HttpAnswer>> CallAsync(
        HttpParameters parameters, HttpTarget target, string key, long most, CancellationToken cancellation)
    {
        var request = HttpRequest.Of(parameters, target, key, most);
        if (request.IsFailure)
        {
            return request.Failure;
        }

        var response = await egress.SendAsync(request.Value, cancellation).ConfigureAwait(false);
        if (response.IsFailure)
        {
            return response.Failure;
        }

        return response.Value.Status >= 400 && !parameters.NeverError
            ? HttpFailures.Status(response.Value)
            : HttpAnswer.Read(response.Value, parameters.Response);
    }

    private static HttpItemResult Failed(int index, Failure failure) => new(index, [], failure with { Item = index });
}
