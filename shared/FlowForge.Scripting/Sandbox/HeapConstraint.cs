using Jint;
using Jint.Runtime;

namespace FlowForge.Scripting.Sandbox;

/// <summary>
/// Ends a script that holds too much memory. It looks at what is alive, not at what was ever allocated, so that a long honest script
/// over many items is not ended; what grows between two looks meets the heap's hard limit, and then the host's.
/// </summary>
internal sealed class HeapConstraint : Constraint
{
    private const long Garbage = 32 * 1024 * 1024;

    private long _limit = long.MaxValue;
    private long _lookAgainAt = long.MaxValue;

    /// <inheritdoc/>
    public override bool IsAmortizable => true;

    /// <summary>From now on at most <paramref name="bytes"/> more than now.</summary>
    public void Begin(long bytes) => _lookAgainAt = _limit = GC.GetTotalMemory(false) + bytes;

    /// <inheritdoc/>
    public override void Check()
    {
        if (GC.GetTotalMemory(false) <= _lookAgainAt)
        {
            return;
        }

        GC.Collect();
        var alive = GC.GetTotalMemory(false);
        if (alive > _limit)
        {
            throw new MemoryLimitExceededException("The script holds more memory than it may.");
        }

        // A script that holds almost all it may does not pay for a collection with each new piece of garbage.
        _lookAgainAt = Math.Max(_limit, alive + Garbage);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
    }
}
