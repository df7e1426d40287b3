using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>The world outside: which calls reached it under which key, and which results were durable by then.</summary>
internal sealed class EffectLedger
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string Run, string Node, string Iteration)> _recorded = [];
    private readonly HashSet<(string Run, string Node, string Iteration)> _begun = [];
    private readonly Dictionary<(string Run, string Node, string Iteration, string Parameters), string> _keys = [];
    private readonly List<string> _wrong = [];

    /// <summary>Calls in all.</summary>
    public int Calls { get; private set; }

    /// <summary>Different keys.</summary>
    public int Keys
    {
        get
        {
            lock (_gate)
            {
                return _keys.Values.Distinct().Count();
            }
        }
    }

    /// <summary>Node runs that made a call; one that was changed in the run counts anew.</summary>
    public int Callers => _keys.Count;

    /// <summary>Ids of the nodes that made one.</summary>
    public IEnumerable<string> Nodes => _keys.Keys.Select(place => place.Node);

    /// <summary>What must not have happened.</summary>
    public string Wrong => string.Join("; ", _wrong);

    public void Called(INodeContext context)
    {
        lock (_gate)
        {
            Calls++;
            var (place, key) = ((context.Run.RunId, context.Node.Id, context.Iteration.Path), context.IdempotencyKey(0, 0));
            if (_recorded.Contains(place))
            {
                _wrong.Add($"{place} was called again although its result was recorded");
            }

            if (!_begun.Contains(place))
            {
                _wrong.Add($"{place} was called before its ingress was durable");
            }

            var asDrawn = (place.RunId, place.Id, place.Path, context.Node.Parameters.GetRawText());
            if (!_keys.TryAdd(asDrawn, key) && _keys[asDrawn] != key)
            {
                _wrong.Add($"{place} was called under another key");
            }

            if (_keys.Any(known => known.Key != asDrawn && known.Value == key))
            {
                _wrong.Add($"{place} was called under the key of another call, or of before it was changed");
            }
        }
    }

    public void Wrote(JournalWrite write)
    {
        foreach (var (run, entry) in write.Segments.SelectMany(row => new SegmentReader(new(new MemoryRunStore()), "").Read(row).Select(entry => (row.RunId, entry))))
        {
            lock (_gate)
            {
                if (entry is NodeRecord { Status: FrameStatus.Completed } or NodeRecord { Outputs.Count: > 0 })
                {
                    var record = (NodeRecord)entry;
                    _recorded.Add((run, record.NodeId, record.Iteration));
                }
                else if (entry is IngressEntry ingress)
                {
                    _begun.Add((run, ingress.NodeId, ingress.Iteration));
                }
            }
        }
    }
}
