using System.Buffers.Binary;

namespace FlowForge.Scripting.Protocol;

/// <summary>A frame that was read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Job">The job or source it is about.</param>
/// <param name="Sections">Its sections.</param>
internal sealed record Frame(FrameKind Kind, int Job, IReadOnlyList<ReadOnlyMemory<byte>> Sections)
{
    /// <summary>Bytes of one frame at most; what is larger is no frame of ours.</summary>
    public const int MaxBytes = 512 * 1024 * 1024;

    private const int HeadBytes = 9;

    /// <summary>The next frame of a stream, or null where it ends.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    public static Frame? Read(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[4];
        if (stream.ReadAtLeast(prefix, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length is < HeadBytes or > MaxBytes)
        {
            throw new InvalidDataException("The stream does not hold frames.");
        }

        var body = GC.AllocateUninitializedArray<byte>(length);
        return stream.ReadAtLeast(body, length, throwOnEndOfStream: false) < length ? null : Parse(body);
    }

    private static Frame Parse(byte[] body)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(5));
        var at = HeadBytes;
        if (count < 0 || count > (body.Length - at) / 4)
        {
            throw new InvalidDataException("A frame has more sections than bytes.");
        }

        var sections = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            at += 4;
            if (length < 0 || length > body.Length - at)
            {
                throw new InvalidDataException("A section is longer than its frame.");
            }

            sections[i] = body.AsMemory(at, length);
            at += length;
        }

        return new((FrameKind)body[0], BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(1)), sections);
    }
}
