using System.Reflection;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A past bug: who watched a run could read its last row before the engine had heard that it was durable, and saw the stream end with RUNNING.</summary>
public sealed class WatchedEndTests
{
    [Fact]
    public async Task Watch_EndIsReadBeforeTheEngineHearsOfIt_TheLastNewsIsTheEnd()
    {
        var slow = SlowToAnswer.Of(new MemoryRunStore());
        await using var bench = new EngineBench(store: (IRunStore)(object)slow);
        var started = await bench.StartAsync(Drawn.Of("t -> a; a -> b"));
        await slow.EndIsStored.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var news = new List<RunNews>();
        var watching = Task.Run(async () =>
        {
            await foreach (var item in bench.Engine.WatchAsync(started.RunId, null, default))
            {
                news.Add(item);
            }
        });
        await slow.EndIsRead.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(RunStatus.Running, bench.StatusOf(started.RunId));
        slow.Answer.SetResult();
        await watching.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(RunStatus.Completed, news[^1].Run!.Status);
        Assert.Equal(RunStatus.Completed, bench.StatusOf(started.RunId));
        Assert.Equal(6, news.Count(item => item.Frame is not null));
    }

    /// <summary>A store in memory whose last write is there for readers at once, and is answered when the test says so.</summary>
    public class SlowToAnswer : DispatchProxy
    {
        private IRunStore _inner = null!;

        public TaskCompletionSource EndIsStored { get; } = new();

        public TaskCompletionSource EndIsRead { get; } = new();

        public TaskCompletionSource Answer { get; } = new();

        public static SlowToAnswer Of(IRunStore inner)
        {
            var slow = (SlowToAnswer)(object)Create<IRunStore, SlowToAnswer>();
            slow._inner = inner;
            return slow;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var result = targetMethod!.Invoke(_inner, args);
            return result switch
            {
                ValueTask<JournalResult> written when ((JournalWrite)args![0]!).Run is { HasEnded: true } => new ValueTask<JournalResult>(LateAsync(written)),
                ValueTask<RunRecord?> read => new ValueTask<RunRecord?>(NotedAsync(read)),
                _ => result,
            };
        }

        private async Task<JournalResult> LateAsync(ValueTask<JournalResult> written)
        {
            var result = await written;
            EndIsStored.TrySetResult();
            await Answer.Task;
            return result;
        }

        private async Task<RunRecord?> NotedAsync(ValueTask<RunRecord?> read)
        {
            var run = await read;
            if (run?.HasEnded == true)
            {
                EndIsRead.TrySetResult();
            }

            return run;
        }
    }
}
