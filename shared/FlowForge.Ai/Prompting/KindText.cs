using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Ai.Prompting;

/// <summary>Kinds as a model reads them.</summary>
internal static class KindText
{
    /// <summary>A kind with its ports, parameters and example.</summary>
    public static string Described(KindDescription kind)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(kind.Kind).Append(" (kindVersion ").Append(kind.Version).Append(")\n").Append(kind.Summary).Append('\n');
        text.Append("Input ports: ").Append(Ports(kind.Inputs)).Append(". Output ports: ").Append(Ports(kind.Outputs)).Append(".\n");
        if (kind.CredentialSlots.Count > 0)
        {
            text.Append("Credential slots: ").AppendJoin(", ", kind.CredentialSlots).Append(".\n");
        }

        text.Append("Parameters: ").Append(Raw(Bare(kind.ParameterSchema))).Append("\nExample: ").Append(Raw(kind.Example)).Append('\n');
        return text.Length <= Limits.AiKindLength ? text.ToString() : $"{text.ToString(0, Limits.AiKindLength)}… (shortened)\n";
    }

    /// <summary>A kind by name, in a line.</summary>
    public static string Named(KindDescription kind) => $"- {kind.Kind}: {kind.Summary}";

    private static string Ports(IReadOnlyList<string> ports) => ports.Count == 0 ? "none" : string.Join(", ", ports);

    /// <summary>A schema without what only a form needs.</summary>
    private static JsonElement Bare(JsonElement schema) => JsonBuild.Element(writer => Write(writer, schema, isMap: false));

    private static void Write(Utf8JsonWriter writer, JsonElement value, bool isMap)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    if (isMap || (property.Name != "title" && !property.Name.StartsWith("x-", StringComparison.Ordinal)))
                    {
                        writer.WritePropertyName(property.Name);
                        Write(writer, property.Value, isMap: !isMap && property.Name == "properties");
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, isMap: false);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
