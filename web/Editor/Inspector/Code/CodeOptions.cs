using System.Text.Json.Serialization;

namespace FlowForge.Web.Editor.Inspector.Code;

/// <summary>How a code field is made. The words are those of <c>canvas/src/code/model.ts</c>.</summary>
/// <param name="Value">What it starts with.</param>
/// <param name="Language"><c>expression</c>, <c>javascript</c>, <c>json</c> or <c>text</c>.</param>
/// <param name="Label">For screen readers.</param>
/// <param name="Placeholder">Shown while it is empty.</param>
/// <param name="IsSingleLine">Whether it takes one line only.</param>
/// <param name="IsReadOnly">Whether it only shows.</param>
internal sealed record CodeOptions(string Value, string Language, string Label, string Placeholder, bool IsSingleLine, bool IsReadOnly);

/// <summary>The code part's JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CodeOptions))]
internal sealed partial class CodeJson : JsonSerializerContext;
