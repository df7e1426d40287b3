using System.Text.Json;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Serialization;

/// <summary>One pass over a text that finds the first thing <see cref="StrictJson"/> refuses.</summary>
internal ref struct StrictJsonScan
{
    private readonly ReadOnlySpan<byte> text;
    private readonly int maxDepth;
    private readonly JsonTrail trail = new();
    private Utf8JsonReader reader;

    public StrictJsonScan(ReadOnlySpan<byte> text, int maxDepth)
    {
        this.text = text;
        this.maxDepth = maxDepth;

        // One level more than allowed, so that the depth is refused here, under its own code.
        reader = new(text, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
    }

    public Problem? Run()
    {
        try
        {
            while (reader.Read())
            {
                if (Token() is { } problem)
                {
                    return problem;
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return Syntax(exception);
        }
    }

    private Problem? Token()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return Surrogate() ?? (trail.Name(reader.GetString()!) ? null : Here("json.duplicateKey", $"The key {Shown.Quoted(trail.LastName)} stands twice in one object."));
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                trail.Close();
                return null;
        }

        trail.Value();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                trail.Open(isArray: reader.TokenType == JsonTokenType.StartArray);
                return trail.Depth <= maxDepth ? null : Here("json.depth", $"Arrays and objects are nested deeper than {maxDepth} levels.");
            case JsonTokenType.String:
                return Surrogate();
            case JsonTokenType.Number:
                return double.IsFinite(reader.GetDouble()) ? null : Here("json.number", "The number is larger than a double can hold.");
            default:
                return null;
        }
    }

    private readonly Problem? Surrogate() =>
        reader.ValueIsEscaped && JsonText.LoneSurrogate(reader.ValueSpan) is var at and >= 0
            ? StrictJson.At(text, (int)reader.TokenStartIndex + 1 + at, "json.surrogate", trail.Path, "The escape is one half of a surrogate pair.")
            : null;

    private readonly Problem Here(string code, string message) => StrictJson.At(text, (int)reader.TokenStartIndex, code, trail.Path, message);

    private readonly Problem Syntax(JsonException exception)
    {
        var at = TextPosition.Offset(text, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
        var found = at < text.Length ? (char)text[at] : '\0';
        var (code, message) = found switch
        {
            '/' when at + 1 < text.Length && text[at + 1] is (byte)'/' or (byte)'*' => ("json.comment", "JSON has no comments."),
            '}' or ']' when text[..at].TrimEnd(" \t\r\n"u8) is [.., (byte)','] => ("json.trailingComma", "There is a comma before the closing bracket."),
            _ when trail.IsComplete => ("json.trailing", "There is something behind the JSON value."),
            _ => ("json.syntax", FirstSentence(exception.Message)),
        };
        return StrictJson.At(text, at, code, trail.Path, message);
    }

    private static string FirstSentence(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is var end and > 0 ? message[..end] : message;
}
