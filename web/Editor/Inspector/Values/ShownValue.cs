using System.Globalization;
using System.Text.Json;
using FlowForge.Web.Client;
using FlowForge.Web.Running;

namespace FlowForge.Web.Editor.Inspector.Values;

/// <summary>What is shown under an expression.</summary>
internal abstract record ShownValue
{
    private ShownValue()
    {
    }

    /// <summary>It has a value.</summary>
    /// <param name="Text">The value on one line, cut when it is long.</param>
    /// <param name="Whole">The value in full as far as it is known, for its tip.</param>
    /// <param name="Type">What it is.</param>
    public sealed record Given(string Text, string? Whole, string Type) : ShownValue;

    /// <summary>It fails.</summary>
    /// <param name="Message">Why.</param>
    /// <param name="At">Index in the template at which the piece that fails begins, or null.</param>
    public sealed record Failed(string Message, int? At) : ShownValue;

    /// <summary>It cannot be said.</summary>
    /// <param name="Why">In a sentence.</param>
    public sealed record Unknown(string Why) : ShownValue;

    /// <summary>Reads an answer of <see cref="PreviewApi"/>.</summary>
    public static ShownValue Read(ApiAnswer answer) => answer switch
    {
        ApiAnswer.Good good => Read(good.Json()),
        ApiAnswer.Refused refused => new Unknown(refused.Refusal.Detail),
        _ => new Unknown("The server does not answer."),
    };

    private static ShownValue Read(JsonElement answer)
    {
        if (answer.TryGetProperty("failure", out var failure))
        {
            // Positions count the sign before the template.
            int? at = failure.TryGetProperty("position", out var position) ? Math.Max(position.GetInt32() - 1, 0) : null;
            return new Failed(Bare(failure.GetProperty("message").GetString()!, at + 1), at);
        }

        if (answer.TryGetProperty("truncated", out _))
        {
            var start = answer.GetProperty("start").GetString()!;
            return new Given($"{start[..Math.Min(start.Length, 200)]}…", null, $"{answer.GetProperty("type").GetString()}, {answer.GetProperty("bytes").GetInt32() / 1024} KB");
        }

        var value = answer.GetProperty("value");
        return value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0
            ? new Given("", null, "empty text")
            : new Given(ItemValues.Short(value), ItemValues.Tip(value), ItemValues.Type(value));
    }

    // In place, which parameter and which expression it is need not be said.
    private static string Bare(string message, int? at)
    {
        var lead = at is { } position ? message.IndexOf(string.Create(CultureInfo.InvariantCulture, $"}}}} at {position}: "), StringComparison.Ordinal) : -1;
        return lead < 0 ? message : message[(message.IndexOf(": ", lead, StringComparison.Ordinal) + 2)..];
    }
}
