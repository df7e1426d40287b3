namespace FlowForge.Core.Ports;

/// <summary>
/// Who the work under way is done for, as the audit log names them. It goes along with a call through every room, so that the one that writes an entry
/// need not be told; work that nobody asked for has none.
/// </summary>
public static class AuditActor
{
    private static readonly AsyncLocal<string?> Ambient = new();

    /// <summary>The caller's name, such as <c>token:ci</c>; null outside a call.</summary>
    public static string? Current => Ambient.Value;

    /// <summary>Says it for all that is awaited from here.</summary>
    public static void Is(string actor) => Ambient.Value = actor;
}
