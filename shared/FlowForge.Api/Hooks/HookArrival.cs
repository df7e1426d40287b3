using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Model;

namespace FlowForge.Api.Hooks;

/// <summary>A call of a webhook, read.</summary>
/// <param name="Item">What its workflow gets.</param>
/// <param name="Body">The body as it came.</param>
internal sealed record HookArrival(Item Item, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads the call that a hook takes, or refuses it.</summary>
    public static async ValueTask<Asked<HookArrival>> ReadAsync(ApiCall call, HookMatch match)
    {
        var body = await BodyReader.ReadAsync(call.Request, Limits.WebhookBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var item = HookItem.Of(call.Request, match, body.Value);
        return item.IsRefused ? item.Problem : new HookArrival(item.Value, body.Value);
    }
}
