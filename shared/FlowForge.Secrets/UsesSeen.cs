using FlowForge.Core.Ports;

namespace FlowForge.Secrets;

/// <summary>Which uses have been logged. Bounded: when it is full it begins anew, so that a use may be logged twice but never goes unlogged.</summary>
internal sealed class UsesSeen
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly HashSet<(string, CredentialUse)> _seen = [];

    public bool IsNew(string id, CredentialUse use)
    {
        // A webhook's check belongs to no run and so each one is told.
        if (use.Run is null)
        {
            return true;
        }

        lock (_gate)
        {
            if (_seen.Count >= Most)
            {
                _seen.Clear();
            }

            return _seen.Add((id, use));
        }
    }
}
