using System.Collections.Concurrent;
using Microsoft.JSInterop;

namespace FlowForge.Web.Tests.Support;

/// <summary>The page's storage module in memory: <c>read</c>, <c>write</c>, <c>remove</c> and <c>list</c>, nothing else.</summary>
internal sealed class PageStore : IJSRuntime, IJSObjectReference
{
    private readonly ConcurrentDictionary<(string Collection, string Key), string> texts = new();

    public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => ValueTask.FromResult((T)Answer(identifier, args!)!);

    public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<T>(identifier, args);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private object? Answer(string identifier, object?[] args)
    {
        switch (identifier)
        {
            case "import":
                return this;
            case "read":
                return texts.GetValueOrDefault(((string)args[0]!, (string)args[1]!));
            case "write":
                texts[((string)args[0]!, (string)args[1]!)] = args[2] is byte[] utf8 ? System.Text.Encoding.UTF8.GetString(utf8) : (string)args[2]!;
                return null;
            case "remove":
                texts.TryRemove(((string)args[0]!, (string)args[1]!), out _);
                return null;
            case "readToken":
                return null;
            case "keepToken":
            case "forgetToken":
                return null;
            case "list":
                return texts.Where(text => text.Key.Collection == (string)args[0]!).Select(text => text.Value).ToArray();
            default:
                throw new NotSupportedException($"The page's storage does not know '{identifier}'.");
        }
    }
}
