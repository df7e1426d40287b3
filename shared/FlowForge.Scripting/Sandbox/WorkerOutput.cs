using System.Buffers;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Frames on their way to the host: collected, and written at once when there is nothing else to do, else by a thread of their own a moment later.</summary>
internal sealed class WorkerOutput(Stream stream)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(2);

    private readonly object _filling = new();
    private readonly Lock _writing = new();
    private ArrayBufferWriter<byte> _buffer = new(4_096);
    private ArrayBufferWriter<byte> _spare = new(4_096);
    private bool _isNudged;

    /// <summary>Starts the thread that writes.</summary>
    public void Start() => new Thread(WriteForEver) { IsBackground = true, Name = "results" }.Start();

    /// <summary>Adds a frame. Whoever adds one calls <see cref="Flush"/> or, when there is more to do first, <see cref="Nudge"/>.</summary>
    public void Add(ReadOnlyMemory<byte> frame)
    {
        lock (_filling)
        {
            _buffer.Write(frame.Span);
        }
    }

    /// <summary>Adds a frame in parts. A large one is written at once, behind what was added before it, so that it is not in memory a second time.</summary>
    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> frame)
    {
        if (frame is [var whole])
        {
            Add(whole);
            return;
        }

        lock (_writing)
        {
            Flush();
            foreach (var part in frame)
            {
                stream.Write(part.Span);
            }

            stream.Flush();
        }
    }

    /// <summary>Lets the thread that writes do so in a moment, when there is something to write.</summary>
    public void Nudge()
    {
        lock (_filling)
        {
            if (_buffer.WrittenCount > 0 && !_isNudged)
            {
                _isNudged = true;
                Monitor.Pulse(_filling);
            }
        }
    }

    /// <summary>Writes all that is there.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            ArrayBufferWriter<byte> full;
            lock (_filling)
            {
                full = _buffer;
                (_buffer, _spare) = (_spare, _buffer);
            }

            if (full.WrittenCount > 0)
            {
                stream.Write(full.WrittenSpan);
                stream.Flush();
                Empty(full);
            }
        }
    }

    private void Empty(ArrayBufferWriter<byte> written)
    {
        if (written.Capacity > 1024 * 1024)
        {
            // A large result does not stay in memory.
            _spare = new(4_096);
        }
        else
        {
            written.ResetWrittenCount();
        }
    }

    private void WriteForEver()
    {
        while (true)
        {
            lock (_filling)
            {
                while (!_isNudged)
                {
                    Monitor.Wait(_filling);
                }

                // Not for something to come, but for more of it: every write wakes the host.
                Monitor.Wait(_filling, Delay);
                _isNudged = false;
            }

            Flush();
        }
    }
}
