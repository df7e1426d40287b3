using FlowForge.Api.Answers;
using FlowForge.Api.Hooks;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Listeners;

/// <summary>The test listeners of this process. They live for two minutes and are kept in memory only; a restart ends them.</summary>
internal sealed class TestListeners(IIdSource ids, TimeProvider clock)
{
    private readonly Dictionary<string, TestListener> byToken = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Begins to listen, or refuses with 429 when too many do already.</summary>
    public Asked<TestListener> Open(HookRoute route, StartRequest request)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            MakeRoom(now);
            if (byToken.Count >= Limits.TestListeners)
            {
                return new ApiProblem(
                    429, "listener.tooMany", "Too many test listeners", $"{Limits.TestListeners} test listeners are waiting; end one, or wait until one ends.")
                    .With("Retry-After", $"{Limits.TestListenerSeconds}");
            }

            var listener = new TestListener(ids.NewToken(), route, request, now + TimeSpan.FromSeconds(Limits.TestListenerSeconds));
            byToken.Add(listener.Token, listener);
            return listener;
        }
    }

    /// <summary>The listener of a token, waiting or over; null when there is none or it is long over.</summary>
    public TestListener? Find(string token)
    {
        lock (gate)
        {
            return byToken.GetValueOrDefault(token);
        }
    }

    /// <summary>Ends a listener; null when there is none.</summary>
    public TestListener? Remove(string token)
    {
        lock (gate)
        {
            if (!byToken.Remove(token, out var listener))
            {
                return null;
            }

            listener.End();
            return listener;
        }
    }

    /// <summary>Those that are over go when their place is needed, the oldest first.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        if (byToken.Count >= Limits.TestListeners
            && byToken.Values.Where(listener => listener.StateAt(now) != ListenerState.Waiting).MinBy(listener => listener.Expires) is { } oldest)
        {
            byToken.Remove(oldest.Token);
        }
    }
}
