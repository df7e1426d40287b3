using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.State;

/// <summary>All variables at one moment. A run keeps the set it started with, so that a resume sees the same.</summary>
/// <param name="Hash">26 base32 characters made from the values; null when there are no variables.</param>
/// <param name="Values">An object, a property for each variable, ordered by name.</param>
public sealed record VariableSet(string? Hash, JsonElement Values)
{
    private const int HashLength = 26;

    /// <summary>No variables.</summary>
    public static readonly VariableSet Empty = new(null, JsonConstants.EmptyObject);

    /// <summary>The set of these variables.</summary>
    public static VariableSet Of(IEnumerable<KeyValuePair<string, JsonElement>> variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        var values = JsonElement.Parse(buffer.WrittenSpan);
        return values.GetPropertyCount() == 0 ? Empty : new(Identity.Hash(values.GetRawText())[..HashLength], values);
    }

    /// <summary>Whether a name can be one of a variable: an ASCII letter or underscore, then letters, digits, underscores, at most <see cref="Limits.IdLength"/>.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Limits.IdLength
        && !char.IsAsciiDigit(name[0])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Whether there are at most <see cref="Limits.Variables"/>, of <see cref="Limits.VariablesBytes"/> in all.</summary>
    public bool IsWithinLimits =>
        Values.GetPropertyCount() <= Limits.Variables && JsonMarshal.GetRawUtf8Value(Values).Length <= Limits.VariablesBytes;

    /// <summary>Whether both hold the same values.</summary>
    public bool Equals(VariableSet? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => Hash?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
