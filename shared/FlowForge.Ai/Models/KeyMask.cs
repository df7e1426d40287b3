using FlowForge.Core.Ports;

namespace FlowForge.Ai.Models;

/// <summary>Takes the key out of texts that a server sends back.</summary>
internal sealed class KeyMask(string? key)
{
    // What is shown of a server's words.
    private const int Most = 300;

    /// <summary>The beginning of a text, on one line, without the key.</summary>
    public string Of(string text)
    {
        var line = string.Join(' ', Without(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : $"{line[..Most]}…";
    }

    /// <summary>Passes a text on while it comes, without the key; null for nobody.</summary>
    public KeyStream? Stream(Action<string>? onText) => onText is null ? null : new(key ?? "", onText);

    /// <summary>A reply without the key, which the server knows and could say.</summary>
    public ModelReply Of(ModelReply reply) => reply with
    {
        Text = Without(reply.Text),
        Calls = [.. reply.Calls.Select(call => new ModelToolCall(Without(call.Id), Without(call.Name), Without(call.Arguments)))],
    };

    private string Without(string text) => string.IsNullOrEmpty(key) ? text : KeyStream.Without(text, key);
}
