using FlowForge.Core.Ports;

namespace FlowForge.Api.Security;

/// <summary>Roles as they are written.</summary>
internal static class RoleNames
{
    /// <summary>The role's name: <c>viewer</c>, <c>editor</c>, <c>operator</c> or <c>admin</c>.</summary>
    public static string Of(ApiRole role) => role switch
    {
        ApiRole.Viewer => "viewer",
        ApiRole.Editor => "editor",
        ApiRole.Operator => "operator",
        _ => "admin",
    };

    /// <summary>The role of a name, or null.</summary>
    public static ApiRole? Find(string? name) => name switch
    {
        "viewer" => ApiRole.Viewer,
        "editor" => ApiRole.Editor,
        "operator" => ApiRole.Operator,
        "admin" => ApiRole.Admin,
        _ => null,
    };
}
