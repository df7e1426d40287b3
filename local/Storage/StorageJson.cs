using System.Text.Json.Serialization;
using FlowForge.Core.Failures;

namespace FlowForge.Local.Storage;

/// <summary>What stands as JSON in the data folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(HostAddress))]
internal sealed partial class StorageJson : JsonSerializerContext;
