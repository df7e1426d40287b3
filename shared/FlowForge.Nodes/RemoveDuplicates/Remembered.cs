using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowForge.Core.State;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>
/// What earlier runs had, in the workflow's state: a key <c>seen.HASH</c> for each value, <c>seen:number</c> for the highest number,
/// <c>seen:date</c> for the latest date in milliseconds since 1970. State that others keep in the same scope is left alone.
/// </summary>
/// <param name="scope">Whose state.</param>
/// <param name="kept">What it holds.</param>
internal sealed class Remembered(StateScope scope, OrderedDictionary<string, JsonElement> kept)
{
    private const string Prefix = "seen.";
    private const string NumberKey = "seen:number";
    private const string DateKey = "seen:date";
    private const int HashBytes = 12;
    private static readonly JsonElement One = JsonElement.Parse("1");

    private readonly List<KeyValuePair<string, JsonElement>> set = [];

    /// <summary>Notes a value; false when it was there already.</summary>
    public bool Add(string value)
    {
        var key = Prefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, HashBytes));
        if (!kept.TryAdd(key, One))
        {
            return false;
        }

        set.Add(new(key, One));
        return true;
    }

    /// <summary>Notes a number; false when it is not above all before.</summary>
    public bool Above(double number)
    {
        if (kept.TryGetValue(NumberKey, out var highest) && highest.ValueKind == JsonValueKind.Number && number <= highest.GetDouble())
        {
            return false;
        }

        Set(NumberKey, JsonElement.Parse(Core.Serialization.JsNumber.Format(number)));
        return true;
    }

    /// <summary>Notes a date; false when it is not after all before.</summary>
    public bool After(DateTimeOffset date)
    {
        if (kept.TryGetValue(DateKey, out var latest) && latest.ValueKind == JsonValueKind.Number && date.ToUnixTimeMilliseconds() <= latest.GetDouble())
        {
            return false;
        }

        Set(DateKey, JsonElement.Parse(date.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>What has changed, with the oldest values above <paramref name="history"/> forgotten; null when nothing has.</summary>
    public StateChange? Change(int history)
    {
        string[] values = [.. kept.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))];
        var removed = values.Take(Math.Max(0, values.Length - history)).ToHashSet(StringComparer.Ordinal);
        var changed = set.Where(pair => !removed.Contains(pair.Key)).ToArray();
        return changed.Length + removed.Count == 0 ? null : new(scope, changed, [.. removed]);
    }

    /// <summary>All of it forgotten; null when there is nothing.</summary>
    public StateChange? Nothing()
    {
        string[] keys = [.. kept.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) || key is NumberKey or DateKey)];
        return keys.Length == 0 ? null : new(scope, [], keys);
    }

    private void Set(string key, JsonElement value)
    {
        kept[key] = value;
        set.RemoveAll(pair => pair.Key == key);
        set.Add(new(key, value));
    }
}
