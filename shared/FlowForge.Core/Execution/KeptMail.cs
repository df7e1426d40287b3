namespace FlowForge.Core.Execution;

/// <summary>Messages that were taken before their wait was reached, by ordinal; their content stays in the mailbox.</summary>
internal sealed class KeptMail
{
    /// <summary>Signals by name, first in first out.</summary>
    public SortedDictionary<string, Queue<int>> Signals { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers by node and iteration.</summary>
    public Dictionary<(int Node, string Iteration), int> Answers { get; } = [];

    /// <summary>All of them.</summary>
    public IEnumerable<int> All => Signals.Values.SelectMany(queue => queue).Concat(Answers.Values);

    public void Add(string signal, int mail) => (Signals.TryGetValue(signal, out var queue) ? queue : Signals[signal] = new()).Enqueue(mail);

    /// <summary>The oldest signal of that name, which is kept no longer; 0 when there is none.</summary>
    public int TakeSignal(string name)
    {
        if (!Signals.TryGetValue(name, out var queue))
        {
            return 0;
        }

        var mail = queue.Dequeue();
        if (queue.Count == 0)
        {
            Signals.Remove(name);
        }

        return mail;
    }

    /// <summary>The answer to a wait, which is kept no longer; 0 when there is none.</summary>
    public int TakeAnswer(int node, string iteration) => Answers.Remove((node, iteration), out var mail) ? mail : 0;
}
