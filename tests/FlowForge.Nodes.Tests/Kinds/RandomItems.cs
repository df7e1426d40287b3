using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>Items for comparing a kind with a naive model: few values, so that many are equal, of all types, and some missing.</summary>
internal sealed class RandomItems(int seed)
{
    private static readonly string[] Values = ["1", "2", "10", "\"1\"", "\"a\"", "\"B\"", "\"b\"", "\"\"", "true", "false", "null", "[1]", "{\"x\":1}"];
    private readonly Random random = new(seed);

    public bool Coin => random.Next(2) == 0;

    /// <summary>Up to forty items <c>{ a?, b?, n }</c> in small pages; <c>n</c> is the item's index.</summary>
    public (List<JsonElement> Jsons, ItemList List) Next()
    {
        List<JsonElement> jsons = [.. Enumerable.Range(0, random.Next(1, 40)).Select(n => JsonElement.Parse($"{{{Field("a")}{Field("b")}\"n\":{n}}}"))];
        return (jsons, new Bench.SmallPages([.. jsons.Select(json => new Item(json))], random.Next(1, 9)));
    }

    public static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetRawText() : "-";

    private string Field(string name) => random.Next(6) == 0 ? "" : $"\"{name}\":{Values[random.Next(Values.Length)]},";
}
