using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.YamlFile;

/// <summary>How YAML is read.</summary>
internal sealed record YamlReadParameters(FileSource Source, ReadTarget Target)
{
    public static Outcome<YamlReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new YamlReadParameters(FileSource.Read(reader), ReadTarget.Read(reader)));
    }
}

/// <summary>How YAML is written.</summary>
internal sealed record YamlWriteParameters(FileTarget Target, FieldPath? Field, bool KeepsJson, bool KeepsBinary)
{
    public static Outcome<YamlWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var (json, binary) = ReadTarget.KeepOf(reader);
        return reader.Give(new YamlWriteParameters(
            FileTarget.Read(reader, "file.yaml", "application/yaml"), FileSource.FieldOf(reader, "field"), json, binary));
    }

    /// <summary>What of an item stays on the item with its file.</summary>
    public Item Kept(Item item) => new(KeepsJson ? item.Json : default, KeepsBinary ? item.Binary : default);
}
