using System.Text.Json.Serialization;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>The canvas's JSON, without reflection. What is null, false or 0 is left out (<c>unsaid</c> in <c>canvas/src/canvas/model.ts</c>).</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CanvasPatch))]
[JsonSerializable(typeof(CanvasSelection))]
[JsonSerializable(typeof(CanvasEvent))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<CanvasPlace>))]
[JsonSerializable(typeof(CanvasPoint))]
internal sealed partial class CanvasJson : JsonSerializerContext;
