using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>What the calls of one item gave.</summary>
/// <param name="Index">The item's index.</param>
/// <param name="Items">Items of all pages, empty when it failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
internal sealed record HttpItemResult(int Index, IReadOnlyList<Item> Items, Failure? Failure = null);

/// <summary>Makes the calls of one item: one, or one a page. All pages together keep to <see cref="Limits.ResponseBytes"/>.</summary>
/// <param name="egress">The way out.</param>
/// <param name="context">The node run.</param>
/// <param name="credential">Id of the credential the calls carry, empty for none.</param>
internal sealed class HttpItemCalls(IEgress egress, INodeContext context, string credential)
{
    private readonly CredentialCall? carried = credential.Length == 0 ? null : new(credential, context.Run.RunId, context.Node.Id);

    public async Task<HttpItemResult> RunAsync(int index, HttpParameters parameters, CancellationToken cancellation)
    {
        var items = new List<Item>();
        var pager = new HttpPager(parameters);
        var files = new HttpFiles(context, index);
        var bytesLeft = (long)Limits.ResponseBytes;
        for (var page = 0; ; page++)
        {
            var call = new HttpCall(egress, context.Clock, parameters, files, context.IdempotencyKey(index, page)) { Credential = carried, TraceParent = context.TraceParent };
            var answer = await call.SendAsync(pager.Current, bytesLeft, cancellation).ConfigureAwait(false);
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

            var binary = answer.Value.File is { } file
                ? file.On(await files.AllAsync(cancellation).ConfigureAwait(false), parameters.Field)
                : default;
            items.AddRange(found.Value!.Select(json => new Item(json, binary)));
            bytesLeft -= answer.Value.Response.Length;
            if (next.Value == HttpTarget.End)
            {
                return new(index, items);
            }
        }
    }

    private static HttpItemResult Failed(int index, Failure failure) => new(index, [], failure with { Item = index });
}
