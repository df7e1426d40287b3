using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FlowForge.Local.Client;

/// <summary>What commands ask of the API.</summary>
internal static class ApiCalls
{
    private const int PageRows = 500;

    /// <summary>The body of a good answer; <see cref="RefusedException"/> else.</summary>
    public static async Task<ApiReply> GetAsync(this IApiClient api, string path, CancellationToken cancellation)
    {
        var reply = await api.SendAsync(ApiRequest.Get(path), cancellation).ConfigureAwait(false);
        return reply.IsGood ? reply : throw RefusedException.Of(reply);
    }

    /// <summary>Rows of a list, page by page, at most <paramref name="most"/>.</summary>
    public static async IAsyncEnumerable<JsonElement> ListAsync(
        this IApiClient api, QueryText query, int most, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; most > 0;)
        {
            var limit = $"limit={Math.Min(most, PageRows)}";
            var path = after is null ? query.With(limit) : query.With(limit, $"after={Uri.EscapeDataString(after)}");
            var page = (await api.GetAsync(path, cancellation).ConfigureAwait(false)).Json;
            foreach (var row in page.GetProperty("items"u8).EnumerateArray())
            {
                most--;
                yield return row;
            }

            after = page.TryGetProperty("next"u8, out var next) ? next.GetString() : null;
            if (after is null)
            {
                yield break;
            }
        }
    }
}
