using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>The words that documents use for the values of an enum: their names in camel case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly string[] Names = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly T[] Values = Enum.GetValues<T>();

    /// <summary>All words, for messages.</summary>
    public static string All { get; } = string.Join(", ", Names);

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Names[Array.IndexOf(Values, value)];

    /// <summary>The value of a word.</summary>
    public static bool TryParse(string word, out T value)
    {
        var at = Array.IndexOf(Names, word);
        value = at < 0 ? default : Values[at];
        return at >= 0;
    }
}
