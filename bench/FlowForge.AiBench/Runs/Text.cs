using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Runs;

/// <summary>Bodies as checks compare them: the JSON they are, else a text.</summary>
internal static class Text
{
    public static void Write(Utf8JsonWriter writer, string body)
    {
        var json = StrictJson.Read(Encoding.UTF8.GetBytes(body));
        if (json.IsRefused)
        {
            writer.WriteStringValue(body);
        }
        else
        {
            json.Value.WriteTo(writer);
        }
    }
}
