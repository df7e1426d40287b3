namespace FlowForge.Local.Settings;

/// <summary>A setting that cannot be used; its message is what the person at the command line reads.</summary>
internal sealed class SettingException : Exception
{
    public SettingException(KnownSetting setting, string message)
        : base($"{setting.Variable} {message}")
    {
    }

    public SettingException(string message)
        : base(message)
    {
    }

    public SettingException()
    {
    }

    public SettingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
