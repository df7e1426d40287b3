using System.Text;

namespace FlowForge.EndToEnd.Telemetry;

/// <summary>Fields of a message in the wire format of protocol buffers: by number, each as its bytes (varints and fixed numbers are left out).</summary>
internal static class ProtoReader
{
    /// <summary>The length-delimited fields of that number.</summary>
    public static IEnumerable<byte[]> All(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var bytes = Read(message, (int)(tag & 7), ref at);
            if ((int)(tag >> 3) == field && bytes is not null)
            {
                yield return bytes;
            }
        }
    }

    /// <summary>The first of them as text.</summary>
    public static string Text(byte[] message, int field) => All(message, field).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static byte[]? Read(byte[] message, int wire, ref int at)
    {
        switch (wire)
        {
            case 0:
                Varint(message, ref at);
                return null;
            case 1:
                at += 8;
                return null;
            case 2:
                var length = (int)Varint(message, ref at);
                at += length;
                return message[(at - length)..at];
            case 5:
                at += 4;
                return null;
            default:
                throw new InvalidDataException($"Wire type {wire} is none of OTLP.");
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
