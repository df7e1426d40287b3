using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Hooks;
using FlowForge.Api.Routing;

namespace FlowForge.Api.Listeners;

/// <summary>Writes a listener: <c>{ token, url, method, node, state, expires, run? }</c>.</summary>
internal static class ListenerWriting
{
    /// <summary>Path under which listeners take their call.</summary>
    public const string Hooks = "/api/hooks-test";

    public static string Address(TestListener listener) => $"/api/test-listeners/{listener.Token}";

    public static Answer Answer(ApiCall call, TestListener listener, int status)
    {
        var now = call.Services.Clock.GetUtcNow();
        var root = $"{call.Request.Scheme}://{call.Request.Host.Value}";
        return new Answer.Json(status, writer => Write(writer, listener, now, root));
    }

    private static void Write(Utf8JsonWriter writer, TestListener listener, DateTimeOffset now, string root)
    {
        writer.WriteStartObject();
        writer.WriteString("token"u8, listener.Token);
        writer.WriteString("url"u8, $"{root}{Hooks}/{listener.Token}{Below(listener.Route)}");
        writer.WriteString("method"u8, listener.Route.Method);
        writer.WriteString("node"u8, listener.Route.NodeId);
        writer.WriteString("state"u8, listener.StateAt(now) switch
        {
            ListenerState.Waiting => "waiting"u8,
            ListenerState.Used => "used"u8,
            _ => "expired"u8,
        });
        writer.WriteString("expires"u8, listener.Expires);
        if (listener.RunId is { } run)
        {
            writer.WriteString("run"u8, run);
        }

        writer.WriteEndObject();
    }

    /// <summary>A path with names is called below the token, so that there is something to name.</summary>
    private static string Below(HookRoute route) => route.IsPattern ? $"/{route.Path}" : "";
}
