using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Simulation.Audits;

/// <summary>What is durable of one run, entry by entry.</summary>
internal sealed class RunLedger(string run, Action<string> wrong)
{
    private readonly HashSet<(string Node, string Iteration)> _results = [];
    private readonly HashSet<(string Node, string Iteration, int Attempt)> _ended = [];
    private readonly HashSet<(string Node, string Iteration, int Attempt)> _begun = [];
    private readonly HashSet<long> _sequences = [];
    private readonly HashSet<long> _given = [];
    private readonly HashSet<long> _nonces = [];

    public RunStatus? Status { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Whether a result of the node stands.</summary>
    public bool HasResult(string node, string iteration) => _results.Contains((node, iteration));

    public bool HasBegun(string node, string iteration, int attempt) => _begun.Contains((node, iteration, attempt));

    /// <summary>Whether a record with an item of this call stands.</summary>
    public bool Holds(long nonce) => _nonces.Contains(nonce);

    public void Stands(RunRecord row)
    {
        if (HasEnded && Status != row.Status)
        {
            wrong($"run {run} had ended {Status}, and is {row.Status}");
        }

        (Status, HasEnded) = (row.Status, HasEnded || row.HasEnded);
    }

    public void Add(JournalEntry entry)
    {
        switch (entry)
        {
            case NodeRecord record:
                Add(record);
                break;
            case IngressEntry ingress:
                Caused($"{ingress.NodeId}[{ingress.Iteration}] began", ingress.Inputs);
                _begun.Add((ingress.NodeId, ingress.Iteration, ingress.Attempt));
                break;
            case InputEntry input:
                _given.Add(input.Sequence);
                break;
            case SkippedEntry skipped:
                foreach (var node in skipped.NodeIds)
                {
                    Once(node, skipped.Iteration.Path, "was skipped");
                }

                break;
        }
    }

    /// <summary>Whatever began has come to an end.</summary>
    public void AtTheEnd()
    {
        foreach (var (node, iteration, attempt) in _begun.Except(_ended))
        {
            wrong($"run {run}: {node}[{iteration}]#{attempt} began, and never ended");
        }
    }

    private void Add(NodeRecord record)
    {
        var place = $"{record.NodeId}[{record.Iteration}]#{record.Attempt}";
        Caused($"{place} ended", record.Inputs);
        if (!_sequences.Add(record.Sequence))
        {
            wrong($"run {run}: two records have the sequence {record.Sequence}");
        }

        if (!_ended.Add((record.NodeId, record.Iteration, record.Attempt)))
        {
            wrong($"run {run}: {place} is recorded twice");
        }

        if (record.IsResult)
        {
            Once(record.NodeId, record.Iteration, "has a result");
        }

        foreach (var item in record.Outputs.Where(port => port.Stored is not StoredItems.Referred).SelectMany(port => port.Items.ReadAllAsync(default).AsTask().Result))
        {
            if (item.Json.TryGetProperty("by", out var by))
            {
                _nonces.Add(by.GetInt64());
            }
        }
    }

    private void Once(string node, string iteration, string what)
    {
        if (!_results.Add((node, iteration)))
        {
            wrong($"run {run}: {node}[{iteration}] {what}, and had settled before");
        }
    }

    /// <summary>What it took in is durable before it, or with it.</summary>
    private void Caused(string what, IEnumerable<PortInput> inputs)
    {
        foreach (var range in inputs.SelectMany(port => port.Refs))
        {
            if (range.Sequence >= 0 ? !_sequences.Contains(range.Sequence) : range.Sequence < JournalEntry.NoSequence && !_given.Contains(range.Sequence))
            {
                wrong($"run {run}: {what} before its cause {range.Sequence} was recorded");
            }
        }
    }
}
