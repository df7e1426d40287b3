using System.Globalization;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Simulation.Audits;

/// <summary>
/// The servers that nodes call. Each call gets a number of its own, which its answer carries, so that of each recorded item one can tell of which call it is.
/// </summary>
internal sealed class Outside(World world)
{
    private readonly Dictionary<string, (string Place, string Body)> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _calls = [];

    /// <summary>Calls so far.</summary>
    public int Calls => _calls.Count;

    /// <summary>Calls under a key that had been used before.</summary>
    public int Repeats { get; private set; }

    /// <summary>Whom a call was made for; null when nobody made it.</summary>
    public string? PlaceOf(long call) => _calls.GetValueOrDefault(call);

    public static string Place(string run, string node, string iteration) => $"{run}/{node}[{iteration}]";

    /// <summary>A call has come; gives its number.</summary>
    public long Called(INodeContext context, bool isEffect, IReadOnlyList<Item> body)
    {
        var (run, node, iteration) = (context.Run.RunId, context.Node.Id, context.Iteration.Path);
        var place = Place(run, node, iteration);
        _calls.Add(_calls.Count + 1, place);
        world.Turns.History.Add(place, _calls.Count);
        var ledger = world.Audit.Of(run);
        Check(!ledger.HasResult(node, iteration), $"{place} was called although its result was recorded");
        Check(!ledger.HasEnded, $"{place} was called although its run had ended");
        if (isEffect)
        {
            Check(ledger.HasBegun(node, iteration, context.Attempt), $"{place} was called before its ingress was durable");
            CheckKey($"{place} {context.Node.Parameters.GetRawText()}", context.IdempotencyKey(0, 0), string.Join(',', body.Select(Shown)));
            foreach (var call in body.Select(CallOf).Where(call => call > 0 && PlaceOf(call)!.StartsWith(run, StringComparison.Ordinal)))
            {
                Check(ledger.Holds(call), $"{place} was called with a result of {PlaceOf(call)} that was not durable");
            }
        }

        return _calls.Count;
    }

    /// <summary>The call that made an item; 0 when none did.</summary>
    public static long CallOf(Item item) => item.Json.TryGetProperty("by", out var by) ? by.GetInt64() : 0;

    private static string Shown(Item item) => CallOf(item).ToString(CultureInfo.InvariantCulture);

    private void CheckKey(string place, string key, string body)
    {
        Check(_places.TryAdd(place, key) || _places[place] == key, $"{place} was called under two keys");
        if (_keys.TryAdd(key, (place, body)))
        {
            return;
        }

        Repeats++;
        Check(_keys[key].Place == place, $"{place} was called under the key of {_keys[key].Place}");
        Check(_keys[key].Body == body, $"{place} was called again under its key with {body} in place of {_keys[key].Body}");
    }

    private void Check(bool holds, string otherwise) => world.Audit.Check(holds, otherwise);
}
