using System.Text;
using System.Text.Json.Nodes;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>Texts that are nearly right: what a fuzzer sends. One seed gives one text, on every machine.</summary>
public static class RandomDamage
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", "\"", "'", ",", ":", "\\", "\\u", "\\ud800", "\0", "\r\n", "\t", " ", "-", "--- ", "&a ", "*a", "!!str ", "<<: ", "# ", "|", ">", "? ",
        "null", "true", "1e400", "-0", "1e-400", "9007199254740993", "NaN", "{{", "}}", "={{", "`${", "/*", "//", "$json", "$(", "\u2028", "\ufeff", "é", "😀", "__proto__",
        "nodes", "edges", "parameters", "id", "kind", "meta",
    ];

    private static readonly Func<JsonNode?>[] Strange =
    [
        () => null, () => true, () => 0, () => -1, () => 1e308, () => long.MaxValue, () => "", () => "../x", () => new string('a', 2_000), () => "={{ $json", () => "\ud800",
        () => new JsonArray(), () => new JsonObject(), () => new JsonArray(new JsonArray(new JsonArray())), () => new JsonObject { ["id"] = "a" }, () => "a\0b", () => 0.1,
    ];

    /// <summary>The text with one to eight changes to its bytes.</summary>
    public static byte[] Bytes(Random random, byte[] text)
    {
        var bytes = text.ToList();
        for (var left = random.Next(1, 9); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(1, 5)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(20) == 0 ? 200 : 1))));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The JSON, still JSON, with one to four values in it replaced, renamed, doubled or left out.</summary>
    public static byte[] Values(Random random, byte[] json)
    {
        var root = JsonNode.Parse(json)!;
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var places = new List<JsonNode>();
            Collect(root, places);
            Change(random, places[random.Next(places.Count)]);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject or JsonArray)
        {
            places.Add(node);
        }

        foreach (var child in node is JsonObject members ? members.Select(one => one.Value) : node is JsonArray list ? list : Enumerable.Empty<JsonNode?>())
        {
            Collect(child, places);
        }
    }

    private static void Change(Random random, JsonNode place)
    {
        if (place is JsonArray list)
        {
            var at = random.Next(list.Count + 1);
            if (at < list.Count && random.Next(3) > 0)
            {
                list[at] = random.Next(2) == 0 ? Strange[random.Next(Strange.Length)]() : list[random.Next(list.Count)]?.DeepClone();
                return;
            }

            list.Insert(at, Strange[random.Next(Strange.Length)]());
            return;
        }

        var members = (JsonObject)place;
        var names = members.Select(one => one.Key).ToList();
        if (names.Count == 0 || random.Next(4) == 0)
        {
            members[Pieces[random.Next(Pieces.Length)].Replace("\\ud800", "x", StringComparison.Ordinal)] = Strange[random.Next(Strange.Length)]();
            return;
        }

        var name = names[random.Next(names.Count)];
        if (random.Next(5) == 0)
        {
            members.Remove(name);
            return;
        }

        members[name] = random.Next(3) == 0 ? members[names[random.Next(names.Count)]]?.DeepClone() : Strange[random.Next(Strange.Length)]();
    }
}
