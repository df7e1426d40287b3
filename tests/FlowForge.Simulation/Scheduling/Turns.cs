using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scheduling;

/// <summary>
/// The order of everything in a world. All code runs on the one thread of the pool (see <see cref="OneThread"/>): what is queued there runs in the pool's own
/// fixed order, and what takes time (a write, a call, a timer) is a turn in this queue, whose moment is drawn from the seed. A turn comes when the pool has nothing
/// left to do, and now and then before. So one seed gives one history.
/// </summary>
internal sealed class Turns(Random random)
{
    private const int MostTurns = 400_000;
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(20);
    private readonly PriorityQueue<Turn, (long At, long Order)> _queue = new();
    private readonly TaskCompletionSource _over = new();
    private Task _main = Task.CompletedTask;
    private long _order;
    private int _taken;

    /// <summary>Since the beginning of the world; it never goes back.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>What has happened, as a number: two histories that differ have different ones.</summary>
    public History History { get; } = new();

    /// <summary>Why the world could not go on, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>Runs a world to its end; called from a thread that is not the pool's.</summary>
    public void Run(Func<Task> main)
    {
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            _main = main();
            ThreadPool.UnsafeQueueUserWorkItem(Step, null);
        }, null);
        _over.Task.Wait();
        if (_main.Exception is { } broken)
        {
            Broken ??= broken.InnerException!.ToString();
        }
    }

    /// <summary>The world cannot go on.</summary>
    public void Break(string why) => Broken ??= why;

    /// <summary>Lets something happen later, unless its host is dead by then.</summary>
    public void In(TimeSpan delay, Host? owner, string name, Action act) =>
        _queue.Enqueue(new(owner, name, act), ((Now + (delay < TimeSpan.Zero ? TimeSpan.Zero : delay)).Ticks, _order++));

    /// <summary>Takes some time between nothing and <paramref name="most"/>; for ever when the host dies meanwhile.</summary>
    public Task PauseAsync(Host? owner, string name, TimeSpan most)
    {
        var over = new TaskCompletionSource(random.Next(2) == 0 ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        In(new(random.NextInt64(most.Ticks + 1)), owner, name, over.SetResult);
        return over.Task;
    }

    /// <summary>
    /// Takes the next turn, or lets those go first who are queued. The pool's thread empties its own queue before it comes here again, so that
    /// nothing is left to do when nobody else is queued.
    /// </summary>
    private void Step(object? state)
    {
        try
        {
            var isAtWork = ThreadPool.PendingWorkItemCount > 0;
            if (!_main.IsCompleted && (!isAtWork || (IsNear && random.Next(12) == 0)) && !Take() && !isAtWork)
            {
                Broken ??= "Nothing is to come, and the world is not over.";
            }
        }
        catch (Exception broken)
        {
            Broken ??= broken.ToString();
        }

        if (_main.IsCompleted || Broken is not null)
        {
            _over.SetResult();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(Step, null);
    }

    /// <summary>Whether something is to come so soon that it may come before what is at work now is done.</summary>
    private bool IsNear => _queue.TryPeek(out _, out var place) && place.At <= (Now + Near).Ticks;

    private bool Take()
    {
        while (_queue.TryDequeue(out var turn, out var place))
        {
            if (turn.Owner is { IsDead: true })
            {
                continue;
            }

            if (turn.Owner is { } owner && owner.StandsStillUntil.Ticks > Math.Max(Now.Ticks, place.At))
            {
                _queue.Enqueue(turn, (owner.StandsStillUntil.Ticks, place.Order));
                continue;
            }

            if (++_taken > MostTurns)
            {
                throw new InvalidOperationException($"The world gets nowhere in {MostTurns} turns.");
            }

            Now = new(Math.Max(Now.Ticks, place.At));
            History.Add(turn.Name, Now.Ticks);
            turn.Act();
            return true;
        }

        return false;
    }

    private sealed record Turn(Host? Owner, string Name, Action Act);
}
