using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Ai;

/// <summary>Reads the settings of the AI layer, the same for every host.</summary>
internal sealed class AiOptionsReader(Func<string, string?> find)
{
    private Failure? wrong;

    public Outcome<AiOptions> Read()
    {
        var usual = new AiOptions();
        var options = new AiOptions
        {
            ApiKey = find("ApiKey")?.Trim() is { Length: > 0 } key ? Sendable(key) : null,
            BaseUrl = Address(usual.BaseUrl),
            Model = find("Model") ?? usual.Model,
            Price = Price(),
            CallTime = TimeSpan.FromSeconds(Number("TimeoutSeconds", (long)usual.CallTime.TotalSeconds, Limits.AiCallMostSeconds)),
            CallsPerDay = (int)Number("CallsPerDay", usual.CallsPerDay, int.MaxValue),
            TokensPerDay = Number("TokensPerDay", usual.TokensPerDay, long.MaxValue),
            CallsPerRun = (int)Number("CallsPerRun", usual.CallsPerRun, int.MaxValue),
            TokensPerRun = Number("TokensPerRun", usual.TokensPerRun, long.MaxValue),
        };
        return wrong is { } failure ? failure : options;
    }

    private string? Sendable(string key) =>
        key.All(static letter => letter is > ' ' and <= '~') ? key : Wrong<string>("ApiKey", "has a character that cannot be sent in a header.");

    private Uri Address(Uri usual) => find("BaseUrl") is not { } text ? usual
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url
        : Wrong<Uri>("BaseUrl", "must be an http or https address, without a user in it.") ?? usual;

    private long Number(string name, long usual, long most)
    {
        if (find(name) is not { } text)
        {
            return usual;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        Wrong<string>(name, $"must be a whole number from 1 to {most}.");
        return usual;
    }

    private (decimal Prompt, decimal Reply)? Price()
    {
        if (find("Price") is not { } text)
        {
            return null;
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && Dollars(parts[0]) is { } prompt && Dollars(parts[1]) is { } reply)
        {
            return (prompt, reply);
        }

        Wrong<string>("Price", "must be two numbers, dollars for a million tokens asked and answered, e.g. 0.40,1.60.");
        return null;
    }

    private static decimal? Dollars(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) ? dollars : null;

    /// <summary>The first one that is wrong is told.</summary>
    private T? Wrong<T>(string name, string message)
        where T : class
    {
        wrong ??= Failure.Of("setting.ai", $"FlowForge__Ai__{name} {message}");
        return null;
    }
}
