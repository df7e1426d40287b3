using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Api.Tests.Security;

internal static class Hashes
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
