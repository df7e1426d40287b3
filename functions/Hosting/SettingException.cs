namespace FlowForge.Functions.Hosting;

/// <summary>A wrong setting: its message is one sentence that says what to set, and the app does not start.</summary>
public sealed class SettingException(string message) : Exception(message);
