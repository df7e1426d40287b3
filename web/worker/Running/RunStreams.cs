using System.Text;
using FlowForge.Core.Writing;

namespace FlowForge.WebWorker.Running;

/// <summary>Streams of runs' events, as the API's <c>/runs/{id}/events</c> sends them.</summary>
internal sealed class RunStreams(LocalEngine engine, Action<int, string?> tell)
{
    private readonly Dictionary<int, CancellationTokenSource> live = [];

    /// <summary>Begins a stream under a number; it ends with the run.</summary>
    public async Task FollowAsync(int stream, string run, string? last, bool withItems)
    {
        var stop = live[stream] = new CancellationTokenSource();
        try
        {
            await foreach (var news in engine.Runs.WatchAsync(run, last, stop.Token))
            {
                using var buffer = JsonBuffer.Rent();
                if (news.Frame is { } frame)
                {
                    FrameWriting.Write(buffer.Writer, withItems ? frame : frame.Counted());
                }
                else if (news.Run is { } record)
                {
                    RunWriting.Write(buffer.Writer, new(record, Waits: engine.Runs.Waits(run)) { Pauses = engine.Runs.Pauses(run) });
                }

                tell(stream, $"id: {news.Id}\nevent: {(news.Frame is null ? "run" : "frame")}\ndata: {Encoding.UTF8.GetString(buffer.Written().Span)}\n\n");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody listens any more.
        }

        live.Remove(stream);
        stop.Dispose();
        tell(stream, null);
    }

    /// <summary>Ends a stream.</summary>
    public void Stop(int stream) => live.GetValueOrDefault(stream)?.Cancel();
}
