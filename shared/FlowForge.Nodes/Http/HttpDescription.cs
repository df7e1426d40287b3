using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>What the <c>http</c> kind says of itself.</summary>
internal static class HttpDescription
{
    public static readonly KindDescription Value = new()
    {
        Kind = "http",
        Title = "HTTP request",
        Group = "net",
        Summary = "Calls an address (URL) once for each item and gives what it answers.",
        Help = Help,
        Icon = "globe",
        ParameterSchema = HttpSchema.Value,
        Example = JsonElement.Parse(
            """
            {
              "method": "POST",
              "url": "https://api.example.com/orders",
              "headers": { "X-Request-Source": "flowforge" },
              "body": { "customer": "={{ $json.customer }}", "total": "={{ $json.total }}" },
              "timeoutSeconds": 30
            }
            """),
    };

    private const string Help =
        """
        Makes **one call per input item**. The answer becomes the output: a JSON object is one item, a list gives one item per element
        (what is no object as `{ value }`), text is `{ data }`, an empty answer is `{}`. With `fullResponse` the item is
        `{ statusCode, headers, body }`.

        - A status of 400 or more fails the item with `http.status`; with `neverError` it is an answer like any other.
        - `retryOnStatus` sends a call again on the statuses it names, after `Retry-After` or a growing pause.
        - `query`, `headers` and form bodies are objects. A list repeats its name (`queryArrays` changes that), `null` leaves it out.
        - `bodyKind`: `json` (a value, or a text that is JSON), `form`, `multipart` (a field per name in `body`, a file per name in `files`), `text`,
          `binary` (the item's binary that `binary` names). Files are read while they are sent.
        - `response`: `auto` goes by the content type: JSON and text become data, anything else a file. `file` takes any answer as a binary of the item,
          under the name `field`, beside those the item came with. Files of up to 64 MB never lie in memory as a whole.
        - Every call carries an `Idempotency-Key` header that stays the same when the call is made again; set the header yourself to use another.
        - Up to 10 calls are under way at a time; `batching` changes that and puts a pause between batches. Items stay in order.
        - `pagination` follows the `Link` header, an address or cursor in the body, or a page number, and gives the items of all pages.
          `itemsPath` says where the list is in each page, e.g. `result.items`. More than 100 pages need `maxPages`, at most 1,000.
        - Redirects are followed up to five times. To another origin neither the body nor a header that may hold a credential goes along.
        - Only the public internet can be reached, and what the operator allows in `FlowForge__Egress__Allow`.
        - `auth: { credential }` names a credential of the vault, of type header, query, bearer or basic. It goes to the origins it is bound to and to no
          other, and its value is taken out of the answer. Without it in the vault the workflow is neither activated nor started.
        """;
}
