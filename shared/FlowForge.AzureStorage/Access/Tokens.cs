using System.Security.Cryptography;

namespace FlowForge.AzureStorage.Access;

/// <summary>Tokens that tell one write from another: by one a writer whose answer was lost knows its own row, and lists tell states apart.</summary>
internal static class Tokens
{
    /// <summary>16 hex digits that never were.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
