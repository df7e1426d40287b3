using System.Text.Json.Serialization;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>The canvas's JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CanvasPatch))]
[JsonSerializable(typeof(CanvasSelection))]
[JsonSerializable(typeof(CanvasEvent))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<CanvasPlace>))]
[JsonSerializable(typeof(CanvasPoint))]
internal sealed partial class CanvasJson : JsonSerializerContext;
