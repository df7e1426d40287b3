using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowForge.Secrets.Masking;

/// <summary>Strings and dictionaries of strings as JSON, without reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class Strings : JsonSerializerContext
{
    /// <summary>As most servers write them, with few characters escaped.</summary>
    public static Strings Relaxed { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
