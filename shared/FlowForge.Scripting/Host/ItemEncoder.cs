using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Sandbox;

namespace FlowForge.Scripting.Host;

/// <summary>Writes items as sections of a frame: their bytes as they are, cut into arrays.</summary>
internal sealed class ItemEncoder
{
    private readonly List<int> _counts = [];
    private readonly ArrayBufferWriter<byte> _binaries = new();
    private int _total;
    private bool _hasBinary;

    /// <summary>Count of items of each chunk.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Whether any item has binaries.</summary>
    public bool HasBinary => _hasBinary;

    /// <summary>The finished chunks.</summary>
    public List<ReadOnlyMemory<byte>> Chunks { get; } = [];

    /// <summary>References of the items' binaries.</summary>
    public BinaryRefs Refs { get; } = new();

    /// <summary>Adds items.</summary>
    public void Add(IReadOnlyList<Item> items)
    {
        for (var at = 0; at < items.Count;)
        {
            at = AddChunk(items, at);
        }
    }

    /// <summary>Writes everything as sections.</summary>
    public void WriteTo(FrameWriter frame)
    {
        foreach (var chunk in Chunks)
        {
            frame.AddSection(chunk.Span);
        }

        if (_hasBinary)
        {
            frame.BeginSection();
            frame.Write("["u8);
            frame.Write(_binaries.WrittenSpan);
            frame.Write("]"u8);
        }
    }

    private int AddChunk(IReadOnlyList<Item> items, int from)
    {
        var chunk = new ArrayBufferWriter<byte>(1_024);
        var at = from;
        for (; at < items.Count && at - from < ItemChunks.MaxItems && chunk.WrittenCount < ItemChunks.Bytes; at++)
        {
            chunk.Write(at == from ? "["u8 : ","u8);
            chunk.Write(JsonMarshal.GetRawUtf8Value(items[at].Json));
            AddBinary(items[at]);
        }

        chunk.Write("]"u8);
        Chunks.Add(chunk.WrittenMemory);
        _counts.Add(at - from);
        return at;
    }

    private void AddBinary(Item item)
    {
        Refs.Add(item);
        if (item.HasBinary && !_hasBinary)
        {
            _hasBinary = true;
            for (var i = 0; i < _total; i++)
            {
                _binaries.Write(i == 0 ? "null"u8 : ",null"u8);
            }
        }

        if (_hasBinary)
        {
            _binaries.Write(_total == 0 ? default : ","u8);
            _binaries.Write(item.HasBinary ? JsonMarshal.GetRawUtf8Value(item.Binary) : "null"u8);
        }

        _total++;
    }
}
