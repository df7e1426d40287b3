using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Scripting.Tests.Support;

/// <summary>Short ways to JSON.</summary>
internal static class Json
{
    public static JsonElement Of(string json) => JsonElement.Parse(json);

    public static Item[] Items(params string[] items) => [.. items.Select(item => new Item(Of(item)))];

    public static Item[] Many(int count, Func<int, string> make) => [.. Enumerable.Range(0, count).Select(index => new Item(Of(make(index))))];

    public static string Text(this JsonElement element) => element.GetRawText();

    public static string Text(this IEnumerable<Item> items) => $"[{string.Join(",", items.Select(item => item.Json.GetRawText()))}]";
}
