using System.Buffers;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>
/// One place in the pool: a thread that keeps a worker process alive, gives it messages and reads its results, and a watch that kills
/// the process when a step passes its time or its memory.
/// </summary>
internal sealed class WorkerSlot : IDisposable
{
    private const int MaxCrashes = 3;
    private const int MaxFailedStarts = 5;
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan SlowStep = TimeSpan.FromMilliseconds(50);

    private readonly ScriptPoolOptions _options;
    private readonly JobQueue _queue;
    private readonly TimeProvider _clock;
    private readonly WorkerBatch _batch = new();
    private readonly ITimer _watch;
    private readonly Thread _thread;
    private readonly ArrayBufferWriter<byte> _message = new();
    private WorkerProcess? _process;
    private int _failedStarts;

    /// <summary>Makes a slot; its worker is started by its thread.</summary>
    public WorkerSlot(ScriptPoolOptions options, JobQueue queue, TimeProvider clock, int number)
    {
        _options = options;
        _queue = queue;
        _clock = clock;
        _watch = clock.CreateTimer(static slot => ((WorkerSlot)slot!).Watch(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new(Run) { IsBackground = true, Name = $"script worker {number}" };
        _thread.Start();
    }

    /// <summary>Id of the worker process, or null while there is none.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Stops a job that its caller no longer wants; nothing when it is not here.</summary>
    public void Cancel(PoolJob job)
    {
        if (_batch.Skip(job, _clock.GetTimestamp()))
        {
            Skip([job]);
        }
    }

    /// <summary>Ends the worker; the queue has been closed.</summary>
    public void Dispose()
    {
        if (!_batch.IsEmpty)
        {
            _process?.Kill();
        }

        _thread.Join();
        _watch.Dispose();
    }

    private void Run()
    {
        while (!_queue.IsClosed)
        {
            using var process = TryStart();
            _batch.Renew();
            _process = process;
            if (process is not null)
            {
                Serve(process);
                process.Stop(TimeSpan.FromSeconds(_queue.IsClosed ? 1 : 0));
                _process = null;
            }
        }
    }

    private WorkerProcess? TryStart()
    {
        WorkerProcess? process = null;
        try
        {
            process = WorkerProcess.Start(_options.WorkerPath, _queue.Wake);
            using var patience = _clock.CreateTimer(
                static process => ((WorkerProcess)process!).Kill(), process, _options.StartPatience, Timeout.InfiniteTimeSpan);
            if (process.Read() is { Kind: FrameKind.Ready })
            {
                _failedStarts = 0;
                return process;
            }

            throw new IOException($"The script worker ended before it was ready. {process.Errors}");
        }
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            process?.Dispose();
            NoteFailedStart(error);
            return null;
        }
    }

    /// <summary>A start that fails is tried again; when none succeeds, the jobs that wait are told, since nothing else would end them.</summary>
    private void NoteFailedStart(Exception error)
    {
        if (++_failedStarts >= MaxFailedStarts)
        {
            foreach (var job in _queue.Drain())
            {
                job.Fault(new IOException("No script worker can be started.", error));
            }
        }

        using var pause = new ManualResetEventSlim();
        pause.Wait(TimeSpan.FromMilliseconds(Math.Min(100 * _failedStarts, 2_000)));
    }

    private void Serve(WorkerProcess process)
    {
        while (true)
        {
            var jobs = _queue.Take(() => process.HasExited);
            if (_queue.IsClosed || process.HasExited)
            {
                _queue.Return(jobs);
                return;
            }

            if (jobs.Count == 0)
            {
                continue;
            }

            _batch.Begin(jobs, _clock.GetTimestamp());
            _watch.Change(WatchPeriod, WatchPeriod);
            var isAlive = Exchange(process, jobs);
            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (!isAlive)
            {
                process.Kill();
                Mourn();
                return;
            }
        }
    }

    /// <summary>Sends a message and reads until all of it is answered; false when the worker is lost.</summary>
    private bool Exchange(WorkerProcess process, IReadOnlyList<PoolJob> jobs)
    {
        try
        {
            Send(process, jobs);
            while (!_batch.IsEmpty)
            {
                if (process.Read() is not { } frame)
                {
                    return false;
                }

                Handle(process, frame);
            }

            return true;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Send(WorkerProcess process, IReadOnlyList<PoolJob> jobs)
    {
        _message.ResetWrittenCount();
        process.Sources.Begin(_message);
        foreach (var job in jobs)
        {
            process.Sources.Write(_message, job);
        }

        process.Write(_message.WrittenSpan);
        if (_message.Capacity > 2 * _options.BatchBytes)
        {
            _message.Clear();
        }
    }

    private void Handle(WorkerProcess process, Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Step:
                _batch.Advance(frame.Job, StepFrame.Read(frame), _clock.GetTimestamp());
                break;
            case FrameKind.Skipped:
                _batch.Drop(frame.Job, _clock.GetTimestamp());
                break;
            case FrameKind.Fetch:
                _ = AnswerAsync(process, frame);
                break;
            default:
                throw new InvalidDataException($"A host does not understand {frame.Kind}.");
        }
    }

    private async Task AnswerAsync(WorkerProcess process, Frame frame)
    {
        if (_batch.Wanted(frame.Job) is not { } job)
        {
            return;
        }

        try
        {
            var request = JsonSerializer.Deserialize(frame.Sections[0].Span, HeaderJson.Default.FetchHeader)!;
            await Task.Yield();
            var answer = await job.Fetch(request, job.Cancellation).ConfigureAwait(false);
            var writer = FrameWriter.Begin(FrameKind.Reply, frame.Job);
            writer.AddSection(answer.Span);
            TryWrite(process, writer.End());
        }
        catch (OperationCanceledException)
        {
            // The job was cancelled, and the worker told so.
        }
        catch (Exception error)
        {
            // The store behind a look-up is broken: a fault, and the worker must not wait for an answer.
            job.Fault(error);
            Cancel(job);
        }
    }

    private void Skip(IReadOnlyList<PoolJob> jobs)
    {
        foreach (var job in jobs)
        {
            TryWrite(_process, FrameWriter.Begin(FrameKind.Skip, job.Id).End());
        }
    }

    private static void TryWrite(WorkerProcess? process, ReadOnlyMemory<byte> frame)
    {
        try
        {
            process?.Write(frame.Span);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The worker is gone; the thread that reads from it does what is to be done.
        }
    }

    /// <summary>Looks at what is running. The first look comes late, so that quick steps never meet it.</summary>
    private void Watch()
    {
        // The process is read first: a step of the one that follows it is never a reason to kill it.
        if (_process is not { } process || _batch.Running() is not { } running)
        {
            return;
        }

        var now = _clock.GetTimestamp();
        var elapsed = _clock.GetElapsedTime(running.Since, now);
        if (running.SkippedAt != 0)
        {
            if (_clock.GetElapsedTime(running.StoppingSince, now) > _options.Grace)
            {
                Kill(process, running, null);
            }
        }
        else if (running.Job.IsOver)
        {
            // It was cancelled on its way from the queue to here.
            Cancel(running.Job);
        }
        else if (elapsed > running.Timeout + _options.Grace)
        {
            Kill(process, running, Failure.Of(FailureCodes.ScriptTimeout, "The script passed its time and was ended."));
        }
        else if (process.ResidentBytes() > _options.WorkerBytes)
        {
            Kill(process, running, Failure.Of(FailureCodes.ScriptLimit, $"The script needs more than {Limits.ScriptBytes / (1024 * 1024)} MB of memory and was ended."));
        }
        else if (elapsed > SlowStep && _queue.HasIdleWorker && _batch.SkipWaiting(now) is { Count: > 0 } waiting)
        {
            // A slow step does not hold up the rest of its message: a worker that is free takes it.
            Skip(waiting);
            _queue.Return(waiting);
        }
    }

    /// <summary>Kills the worker for this step, unless another one has begun meanwhile.</summary>
    private void Kill(WorkerProcess process, RunningStep step, Failure? verdict)
    {
        if (_batch.TryCondemn(step, verdict))
        {
            process.Kill();
        }
    }

    /// <summary>The worker is gone. Only the step it was killed for, or died of, is concerned; the rest is sent again.</summary>
    private void Mourn()
    {
        var lost = _batch.Lose();
        var again = lost.Others.ToList();
        if (lost.Running is { IsOver: false } running)
        {
            if (lost.Verdict is not null)
            {
                running.Complete(lost.Verdict);
            }
            else if (lost.IsItsDoing && ++running.Crashes >= MaxCrashes)
            {
                running.Complete(Failure.Of(FailureCodes.ScriptLimit, $"The script ended its worker process {MaxCrashes} times."));
            }
            else
            {
                again.Insert(0, running);
            }
        }

        if (_queue.IsClosed)
        {
            again.ForEach(job => job.Fault(new ObjectDisposedException(nameof(ProcessScripts))));
        }
        else
        {
            _queue.Return(again);
        }
    }
}
