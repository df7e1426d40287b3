using System.Globalization;
using FlowForge.Ai;

namespace FlowForge.Local.Settings;

/// <summary>The settings of the AI layer.</summary>
internal static class AiSettings
{
    // A little under what a request to the AI layer may take in all.
    private const int MostSeconds = 190;

    /// <summary>What the operator decided; <see cref="SettingException"/> says which setting cannot be used.</summary>
    public static AiOptions Of(LocalSettings settings) => new()
    {
        ApiKey = settings.Find(KnownSetting.AiKey)?.Value.Trim() is { Length: > 0 } key ? Sendable(key) : null,
        BaseUrl = Address(settings),
        Model = Text(settings, KnownSetting.AiModel),
        Price = Price(settings),
        CallTime = TimeSpan.FromSeconds(Number(settings, KnownSetting.AiTimeout, MostSeconds)),
        CallsPerDay = (int)Number(settings, KnownSetting.AiCallsPerDay, int.MaxValue),
        TokensPerDay = Number(settings, KnownSetting.AiTokensPerDay, long.MaxValue),
        CallsPerRun = (int)Number(settings, KnownSetting.AiCallsPerRun, int.MaxValue),
        TokensPerRun = Number(settings, KnownSetting.AiTokensPerRun, long.MaxValue),
    };

    private static string Text(LocalSettings settings, KnownSetting setting) => settings.Find(setting)?.Value ?? setting.Otherwise;

    private static string Sendable(string key) => key.All(static letter => letter is > ' ' and <= '~')
        ? key
        : throw new SettingException(KnownSetting.AiKey, "has a character that cannot be sent in a header.");

    private static Uri Address(LocalSettings settings) =>
        Uri.TryCreate(Text(settings, KnownSetting.AiUrl), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            ? url
            : throw new SettingException(KnownSetting.AiUrl, "must be an http or https address, without a user in it.");

    private static long Number(LocalSettings settings, KnownSetting setting, long most) =>
        long.TryParse(Text(settings, setting), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new SettingException(setting, $"must be a whole number from 1 to {most}.");

    private static (decimal Prompt, decimal Reply)? Price(LocalSettings settings)
    {
        if (settings.Find(KnownSetting.AiPrice)?.Value is not { } text)
        {
            return null;
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Dollars(parts[0]) is { } prompt && Dollars(parts[1]) is { } reply
            ? (prompt, reply)
            : throw new SettingException(KnownSetting.AiPrice, "must be two numbers, dollars for a million tokens asked and answered, e.g. 0.40,1.60.");
    }

    private static decimal? Dollars(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) ? dollars : null;
}
