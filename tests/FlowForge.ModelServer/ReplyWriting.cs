using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace FlowForge.ModelServer;

/// <summary>Puts scripted replies on the wire, as a stream of chat completion chunks.</summary>
internal static partial class ReplyWriting
{
    private const int HugePiece = 8_000;

    public static async Task WriteAsync(HttpContext context, ModelCall call, ScriptedReply reply, CancellationToken cancellation)
    {
        switch (reply)
        {
            case ScriptedReply.Refuse refuse:
                await RefuseAsync(context, refuse, cancellation);
                break;
            case ScriptedReply.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                break;
            case ScriptedReply.Obey:
                await (Order().Matches(call.Everything) is [.., var order]
                    ? StreamAsync(context, call, Plain(order.Groups[1].Value), new ScriptedReply.Text(""), cancellation)
                    : RefuseAsync(context, new(418, """{"error":{"message":"There is nothing to obey."}}"""), cancellation));
                break;
            case ScriptedReply.Text text:
                await StreamAsync(context, call, text.Content, text, cancellation);
                break;
            case ScriptedReply.Held held:
                await held.Until().WaitAsync(cancellation);
                await StreamAsync(context, call, held.Content, new ScriptedReply.Text(""), cancellation);
                break;
            default:
                await UnusualAsync(context, call, reply, cancellation);
                break;
        }
    }

    private static async Task UnusualAsync(HttpContext context, ModelCall call, ScriptedReply reply, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/event-stream";
        switch (reply)
        {
            case ScriptedReply.Slow slow:
                foreach (var piece in slow.Content.Chunk(16))
                {
                    await Task.Delay(slow.Pause, TimeProvider.System, cancellation);
                    await SendAsync(context, Chunk(call, new string(piece), null), cancellation);
                }

                await EndAsync(context, call, "stop", reply, cancellation);
                break;
            case ScriptedReply.Cut cut:
                await SendAsync(context, Chunk(call, cut.Content, null), cancellation);
                break;
            case ScriptedReply.Broken broken:
                await SendAsync(context, Chunk(call, broken.Content, null), cancellation);

                // A reset may overtake what was sent before it.
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation);
                context.Abort();
                break;
            case ScriptedReply.Huge huge:
                for (var sent = 0; sent < huge.Bytes; sent += HugePiece)
                {
                    await SendAsync(context, Chunk(call, new('x', HugePiece), null), cancellation);
                }

                await EndAsync(context, call, "stop", reply, cancellation);
                break;
            case ScriptedReply.Noise noise:
                await context.Response.WriteAsync(noise.Content, cancellation);
                break;
            case ScriptedReply.Tools tools:
                await SendAsync(context, ToolChunk(call, tools), cancellation);
                await EndAsync(context, call, "tool_calls", reply, cancellation);
                break;
        }
    }

    private static async Task RefuseAsync(HttpContext context, ScriptedReply.Refuse refuse, CancellationToken cancellation)
    {
        context.Response.StatusCode = refuse.Status;
        context.Response.ContentType = "application/json";
        if (refuse.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = after;
        }

        await context.Response.WriteAsync(refuse.Body, cancellation);
    }

    private static async Task StreamAsync(HttpContext context, ModelCall call, string content, ScriptedReply.Text reply, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in content.Chunk(reply.PieceLength))
        {
            await SendAsync(context, Chunk(call, new string(piece), null), cancellation);
        }

        await EndAsync(context, call, reply.Finish, reply, cancellation);
    }

    private static async Task EndAsync(HttpContext context, ModelCall call, string finish, ScriptedReply reply, CancellationToken cancellation)
    {
        await SendAsync(context, Chunk(call, null, finish), cancellation);
        if (reply.Usage is { } usage)
        {
            var cost = usage.Cost is { } dollars ? FormattableString.Invariant($",\"cost\":{dollars}") : "";
            await SendAsync(context, $$$"""{{{{Head(call)}}},"choices":[],"usage":{"prompt_tokens":{{{usage.Prompt}}},"completion_tokens":{{{usage.Reply}}},"total_tokens":{{{usage.Prompt + usage.Reply}}}{{{cost}}}}}""", cancellation);
        }

        await context.Response.WriteAsync("data: [DONE]\n\n", cancellation);
    }

    private static async Task SendAsync(HttpContext context, string json, CancellationToken cancellation)
    {
        await context.Response.WriteAsync($"data: {json}\n\n", Encoding.UTF8, cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }

    /// <summary>An order that stood inside strings of JSON, as it was meant.</summary>
    private static string Plain(string order)
    {
        for (var i = 0; i < 3 && !IsJson(order); i++)
        {
            order = JsonSerializer.Deserialize<string>($"\"{order}\"")!;
        }

        return order;
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text, new() { AllowDuplicateProperties = true });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Chunk(ModelCall call, string? text, string? finish)
    {
        var delta = text is null ? "{}" : $$"""{"role":"assistant","content":{{JsonSerializer.Serialize(text)}}}""";
        return $$"""{{{Head(call)}},"choices":[{"index":0,"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";
    }

    private static string ToolChunk(ModelCall call, ScriptedReply.Tools tools)
    {
        var list = tools.Calls.Select(static (one, index) =>
            $$$"""{"index":{{{index}}},"id":"{{{one.Id}}}","type":"function","function":{"name":"{{{one.Name}}}","arguments":{{{JsonSerializer.Serialize(one.Arguments)}}}}}""");
        return $$"""{{{Head(call)}},"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{{string.Join(',', list)}}]},"finish_reason":null}]}""";
    }

    private static string Head(ModelCall call) =>
        $"\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":{call.Body.GetProperty("model").GetRawText()}";

    [GeneratedRegex(@"OBEY (\{.*?\}) YEBO", RegexOptions.Singleline)]
    private static partial Regex Order();
}
