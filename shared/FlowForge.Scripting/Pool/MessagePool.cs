using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>
/// One worker that is told by messages, one job at a time. It cannot be told anything while a script runs: a step past its time, or a job that
/// nobody wants any more, ends the worker, and the next job starts another.
/// </summary>
internal sealed class MessagePool(StartScriptPeer start, TimeProvider clock) : IJobPool
{
    private const int MaxCrashes = 2;
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Worker? _worker;

    /// <inheritdoc/>
    public Task<JobEnd> RunAsync(PoolJob job)
    {
        lock (_lock)
        {
            var mine = RunBehindAsync(_last, job);
            _last = mine;
            return mine.WaitAsync(job.Cancellation);
        }
    }

    private async Task<JobEnd> RunBehindAsync(Task before, PoolJob job)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (job.Crashes = 0; ; job.Results.Clear())
        {
            job.Cancellation.ThrowIfCancellationRequested();
            try
            {
                return Ended(job, await ServeAsync(await StartAsync(job.Cancellation).ConfigureAwait(false), job).ConfigureAwait(false));
            }
            catch (ChannelClosedException)
            {
                EndWorker();
                if (++job.Crashes >= MaxCrashes)
                {
                    return Ended(job, Failure.Of(FailureCodes.ScriptLimit, $"The script ended its worker {MaxCrashes} times."));
                }
            }
            catch
            {
                EndWorker();
                throw;
            }
        }
    }

    private static JobEnd Ended(PoolJob job, Failure? killed) => new([.. job.Results], killed);

    /// <summary>Gives null when all steps have a result, else why the next one has none.</summary>
    private async Task<Failure?> ServeAsync(Worker worker, PoolJob job)
    {
        var message = new ArrayBufferWriter<byte>();
        worker.Sources.Begin(message);
        worker.Sources.Write(message, job);
        worker.Send(message.WrittenMemory);
        var began = clock.GetTimestamp();
        for (var (furthest, frame) = (0, default(Frame)); ; furthest = Math.Max(furthest, job.Results.Count))
        {
            // A job that asked something begins anew with the answer, but not its time.
            var left = Grace - clock.GetElapsedTime(began) + job.Timeouts.Take(furthest + 1).Aggregate(TimeSpan.Zero, static (sum, one) => sum + one);
            if ((frame = await worker.ReadAsync(left, clock, job.Cancellation).ConfigureAwait(false)) is null)
            {
                EndWorker();
                return Failure.Of(FailureCodes.ScriptTimeout, "The script passed its time and was ended.");
            }

            if (frame.Kind == FrameKind.Fetch)
            {
                job.Results.Clear();
                worker.Send(await AnswerAsync(job, frame).ConfigureAwait(false));
                continue;
            }

            var step = StepFrame.Read(frame);
            job.Results.Add(step);
            if (step.Result.Error is not null || job.Results.Count == job.Timeouts.Count)
            {
                return null;
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> AnswerAsync(PoolJob job, Frame frame)
    {
        var request = JsonSerializer.Deserialize(frame.Sections[0].Span, HeaderJson.Default.FetchHeader)!;
        var reply = FrameWriter.Begin(FrameKind.Reply, job.Id);
        reply.AddSection((await job.Fetch(request, job.Cancellation).ConfigureAwait(false)).Span);
        return reply.End();
    }

    private async Task<Worker> StartAsync(CancellationToken cancellation)
    {
        if (_worker is null)
        {
            _worker = new(start);
            if (await _worker.ReadAsync(StartPatience, clock, cancellation).ConfigureAwait(false) is not { Kind: FrameKind.Ready })
            {
                throw new IOException($"No script worker can be started. {_worker.Reason}");
            }
        }

        return _worker;
    }

    private void EndWorker()
    {
        _worker?.End();
        _worker = null;
    }

    /// <summary>A worker and what it has said.</summary>
    private sealed class Worker
    {
        private readonly Channel<Frame> _heard = Channel.CreateUnbounded<Frame>();
        private readonly IScriptPeer _peer;

        public Worker(StartScriptPeer start) => _peer = start(
            message => _heard.Writer.TryWrite(Frame.Read(new MemoryStream(message.ToArray()))!),
            reason =>
            {
                Reason = reason;
                _heard.Writer.TryComplete();
            });

        public ToldSources Sources { get; } = new();

        public string Reason { get; private set; } = "";

        public void Send(ReadOnlyMemory<byte> message) => _peer.Send(message);

        public void End() => _peer.End();

        /// <summary>The next frame, or null when none came in time. <see cref="ChannelClosedException"/> when the worker has ended.</summary>
        public async Task<Frame?> ReadAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
        {
            try
            {
                return _heard.Reader.TryRead(out var frame) ? frame
                    : await _heard.Reader.ReadAsync(cancellation).AsTask().WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }
}
