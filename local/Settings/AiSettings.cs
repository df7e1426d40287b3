using FlowForge.Ai;

namespace FlowForge.Local.Settings;

/// <summary>The settings of the AI layer.</summary>
internal static class AiSettings
{
    /// <summary>What the operator decided; <see cref="SettingException"/> says which setting cannot be used.</summary>
    public static AiOptions Of(LocalSettings settings)
    {
        var options = AiOptions.Parse(name => settings.Find(KnownSetting.All.Single(setting => setting.Name == $"Ai:{name}"))?.Value);
        return options.IsFailure ? throw new SettingException(options.Failure.Message) : options.Value;
    }
}
