using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlowForge.Scripting.Protocol;

/// <summary>Builds one frame at a time in a buffer of its own. Large sections may stay where they are: such a frame ends in parts.</summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    private const int JobAt = 5;
    private const int CountAt = 9;
    private const int LargeBytes = 64 * 1024;

    private readonly List<(int At, ReadOnlyMemory<byte> Bytes)> _large = [];
    private byte[] _buffer = new byte[512];
    private int _length;
    private int _section = -1;
    private int _count;

    /// <summary>Bytes so far.</summary>
    public int Length => _length;

    /// <summary>Sections so far.</summary>
    public int Sections => _count;

    /// <summary>Begins a frame.</summary>
    public static FrameWriter Begin(FrameKind kind, int job)
    {
        var writer = new FrameWriter();
        writer._buffer[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(writer._buffer.AsSpan(JobAt), job);
        writer._length = CountAt + 4;
        return writer;
    }

    /// <summary>A frame with one header and nothing else.</summary>
    public static ReadOnlyMemory<byte> Header<T>(FrameKind kind, int job, T header, JsonTypeInfo<T> type)
    {
        var writer = Begin(kind, job);
        writer.AddHeader(header, type);
        return writer.End();
    }

    /// <summary>Begins a section; what is written from here on belongs to it.</summary>
    public void BeginSection()
    {
        CloseSection();
        _section = _length;
        _length += 4;
        _count++;
        Reserve(0);
    }

    /// <summary>Adds a section with a JSON header.</summary>
    public void AddHeader<T>(T header, JsonTypeInfo<T> type)
    {
        BeginSection();
        using var json = new Utf8JsonWriter(this);
        JsonSerializer.Serialize(json, header, type);
    }

    /// <summary>Adds a whole section.</summary>
    public void AddSection(ReadOnlySpan<byte> bytes)
    {
        BeginSection();
        this.Write(bytes);
    }

    /// <summary>Adds a whole section, which is not copied when it is large and must not change before the frame is written. Ends with <see cref="EndInParts"/>.</summary>
    public void AddSection(ReadOnlyMemory<byte> bytes)
    {
        BeginSection();
        if (bytes.Length < LargeBytes)
        {
            this.Write(bytes.Span);
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_section), bytes.Length);
        _section = -1;
        _large.Add((_length, bytes));
    }

    /// <summary>The finished frame. The writer is not to be used again.</summary>
    public ReadOnlyMemory<byte> End() => EndInParts() is [var whole] ? whole : throw new InvalidOperationException("The frame has large sections.");

    /// <summary>The finished frame, in parts to be written one behind the other. The writer is not to be used again.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> EndInParts()
    {
        CloseSection();
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, _length + _large.Sum(section => section.Bytes.Length) - 4);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(CountAt), _count);
        var parts = new List<ReadOnlyMemory<byte>>();
        var from = 0;
        foreach (var (at, bytes) in _large)
        {
            parts.Add(_buffer.AsMemory(from, at - from));
            parts.Add(bytes);
            from = at;
        }

        if (from < _length)
        {
            parts.Add(_buffer.AsMemory(from, _length - from));
        }

        return parts;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    private void CloseSection()
    {
        if (_section >= 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_section), _length - _section - 4);
            _section = -1;
        }
    }

    private void Reserve(int more)
    {
        var needed = _length + Math.Max(more, 16);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        }
    }
}
