using System.Text.Json;
using FlowForge.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor.Inspector.Values;

/// <summary>Fields of items that are dropped on parameters (<c>canvas/src/page/fields.ts</c>). Each parameter that is shown takes those dropped on it.</summary>
public sealed class FieldDrops : IAsyncDisposable
{
    private readonly Dictionary<string, Func<DroppedField, Task>> takers = new(StringComparer.Ordinal);
    private readonly DotNetObjectReference<FieldDrops> self;
    private IJSObjectReference? bound;

    public FieldDrops() => self = DotNetObjectReference.Create(this);

    /// <summary>Listens inside an element until it is disposed.</summary>
    public async Task BindAsync(PageModule page, ElementReference host) =>
        bound = await (await page.GetAsync()).InvokeAsync<IJSObjectReference>("takeFields", host, self);

    /// <summary>Has a parameter take what is dropped on it.</summary>
    public void Add(string path, Func<DroppedField, Task> taker) => takers[path] = taker;

    /// <summary>The parameter is no longer shown.</summary>
    public void Remove(string path, Func<DroppedField, Task> taker)
    {
        if (takers.TryGetValue(path, out var present) && present == taker)
        {
            takers.Remove(path);
        }
    }

    /// <summary>Called by the page.</summary>
    [JSInvokable]
    public Task OnFieldDropped(string path, string field) =>
        takers.TryGetValue(path, out var taker) && DroppedField.Read(field) is { } dropped ? taker(dropped) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (bound is not null)
        {
            await bound.InvokeVoidAsync("unbind");
            await bound.DisposeAsync();
        }

        self.Dispose();
    }
}

/// <summary>A field of an item on its way into a parameter.</summary>
/// <param name="Expression">JavaScript that gives it, e.g. <c>$json.a.b</c>.</param>
/// <param name="Path">Its path in an item, e.g. <c>a.b</c>.</param>
public sealed record DroppedField(string Expression, string Path)
{
    /// <summary>The field of a path.</summary>
    public static DroppedField Of(IReadOnlyList<string> path) => new($"$json{string.Concat(path.Select(Step))}", string.Concat(path.Select((name, index) => IsIndex(name) ? $"[{name}]" : index == 0 ? name : $".{name}")));

    /// <summary>As <c>fields.ts</c> reads it.</summary>
    public string Json() => Document.JsonText.Line(Document.JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("expression", Expression);
        writer.WriteString("path", Path);
        writer.WriteEndObject();
    }));

    /// <summary>Reads it again.</summary>
    public static DroppedField? Read(string json) => JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } field
        && field.TryGetProperty("expression", out var expression) && field.TryGetProperty("path", out var path) ? new(expression.GetString()!, path.GetString()!) : null;

    private static bool IsIndex(string name) => name.Length > 0 && name.All(char.IsAsciiDigit);

    private static string Step(string name) => IsIndex(name) ? $"[{name}]"
        : name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$')
        ? $".{name}"
        : $"[{Document.JsonText.Line(Document.JsonText.String(name))}]";
}
