using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Local.Display;

/// <summary>What machines read of a command: one JSON object a line.</summary>
internal static class JsonLine
{
    /// <summary>Writes an object; <paramref name="members"/> writes what is in it.</summary>
    public static void WriteJsonLine(this TextWriter output, Action<Utf8JsonWriter> members) => output.WriteLine(Encoding.UTF8.GetString(JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    }).Span));
}
