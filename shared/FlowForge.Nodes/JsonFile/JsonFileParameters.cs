using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.JsonFile;

/// <summary>How JSON is read.</summary>
internal sealed record JsonReadParameters(FileSource Source, ReadTarget Target, bool Lines, int MaxRows)
{
    public static Outcome<JsonReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new JsonReadParameters(
            FileSource.Read(reader), ReadTarget.Read(reader), reader.Flag("lines", false), reader.Whole("maxRows", int.MaxValue, 1, Limits.FileRows)));
    }
}

/// <summary>How JSON is written.</summary>
internal sealed record JsonWriteParameters(FileTarget Target, FieldPath? Field, bool Lines, bool Pretty, bool KeepsJson, bool KeepsBinary)
{
    public static Outcome<JsonWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var lines = reader.Flag("lines", false);
        var (json, binary) = ReadTarget.KeepOf(reader);
        return reader.Give(new JsonWriteParameters(
            FileTarget.Read(reader, lines ? "file.jsonl" : "file.json", lines ? "application/jsonl" : "application/json"),
            FileSource.FieldOf(reader, "field"), lines, reader.Flag("pretty", false), json, binary));
    }

    /// <summary>What of an item stays on the item with its file.</summary>
    public Item Kept(Item item) => new(KeepsJson ? item.Json : default, KeepsBinary ? item.Binary : default);
}
