using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Hooks.Proof;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Model;

namespace FlowForge.Api.Hooks;

/// <summary>A call of a webhook, read.</summary>
/// <param name="Item">What its workflow gets.</param>
/// <param name="Body">The body as it came.</param>
internal sealed record HookArrival(Item Item, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads the call that a hook takes, or refuses it: also when its caller does not prove what the hook asks for.</summary>
    public static async ValueTask<Asked<HookArrival>> ReadAsync(ApiCall call, HookMatch match)
    {
        var body = await BodyReader.ReadAsync(call.Request, Limits.WebhookBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        var proof = await HookProof.CheckAsync(call, match.Route.Auth, body.Value).ConfigureAwait(false);
        if (proof.IsRefused)
        {
            return proof.Problem;
        }

        var item = HookItem.Of(call.Request, match, body.Value, proof.Value.Header);
        return item.IsRefused ? item.Problem : new HookArrival(item.Value, body.Value);
    }
}
