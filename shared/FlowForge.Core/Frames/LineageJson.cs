using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Frames;

/// <summary>Lineage in a record: absent for "same order of the first port", a number for another port, else a list.</summary>
internal static class LineageJson
{
    private const string Name = "from";
    private const string ViaName = "via";

    public static void Write(Utf8JsonWriter writer, Lineage lineage)
    {
        switch (lineage)
        {
            case Lineage.SameOrder { Port: 0 }:
                break;
            case Lineage.SameOrder same:
                writer.WriteNumber(Name, same.Port);
                break;
            case Lineage.Via via:
                writer.WriteStartArray(ViaName);
                SegmentJson.WriteRefs(writer, via.Refs);
                writer.WriteEndArray();
                break;
            case Lineage.One single:
                writer.WriteStartArray(Name);
                foreach (var origin in single.Origins)
                {
                    Write(writer, origin);
                }

                writer.WriteEndArray();
                break;
            case Lineage.Many several:
                writer.WriteStartArray(Name);
                foreach (var origins in several.Origins)
                {
                    writer.WriteStartArray();
                    foreach (var origin in origins)
                    {
                        Write(writer, origin);
                    }

                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                break;
        }
    }

    public static Lineage Read(JsonElement output)
    {
        if (output.TryGetProperty(ViaName, out var via))
        {
            return new Lineage.Via(SegmentReader.ReadRefs(via, 0));
        }

        if (!output.TryGetProperty(Name, out var json))
        {
            return new Lineage.SameOrder(0);
        }

        if (json.ValueKind == JsonValueKind.Number)
        {
            return new Lineage.SameOrder(json.GetInt32());
        }

        var isSeveral = json.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Array;
        return isSeveral
            ? new Lineage.Many(json.EnumerateArray().Select(list => (IReadOnlyList<Origin>)ReadList(list)).ToList())
            : new Lineage.One(ReadList(json));
    }

    /// <summary>The first port's origins are bare indices; others are <c>"port:index"</c>.</summary>
    private static void Write(Utf8JsonWriter writer, Origin origin)
    {
        if (origin.Port <= 0)
        {
            writer.WriteNumberValue(origin.Index);
            return;
        }

        writer.WriteStringValue($"{origin.Port}:{origin.Index}");
    }

    private static List<Origin> ReadList(JsonElement list) => list.EnumerateArray().Select(Read1).ToList();

    private static Origin Read1(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Number)
        {
            var index = json.GetInt32();
            return index < 0 ? Origin.None : Origin.First(index);
        }

        var parts = json.GetString()!.Split(':');
        return new(int.Parse(parts[0]), int.Parse(parts[1]));
    }
}
