using FlowForge.Core.Ports;
using FlowForge.Local.Client;
using FlowForge.Local.Settings;

namespace FlowForge.Local.Display;

/// <summary>Which exceptions are a plain sentence to the person at the command line; any other is a bug and shows its stack.</summary>
internal static class Refusal
{
    public static bool Explains(Exception exception) => 
        exception is SettingException or RefusedException or StoreFault or HttpRequestException or OperationCanceledException or IOException;
}
