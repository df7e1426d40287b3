using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>JSON values that are used again and again.</summary>
public static class JsonConstants
{
    /// <summary><c>{}</c></summary>
    public static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    /// <summary><c>[]</c></summary>
    public static readonly JsonElement EmptyArray = JsonElement.Parse("[]");

    /// <summary><c>null</c></summary>
    public static readonly JsonElement Null = JsonElement.Parse("null");
}
