using System.Text;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Names of ports made of what people called n8n's outputs.</summary>
internal static class PortNames
{
    private const int Most = 64;

    /// <summary>The name in letters that a port may have, or the output's number; never one of <paramref name="taken"/>.</summary>
    public static string Unique(string? name, int index, List<string> taken)
    {
        var wanted = name is null || name.StartsWith('=') ? "" : Allowed(name);
        if (wanted.Length == 0 || wanted == "error")
        {
            wanted = $"{index}";
        }

        var unique = wanted;
        for (var number = 2; taken.Contains(unique); number++)
        {
            unique = $"{wanted[..Math.Min(wanted.Length, Most - 5)]} {number}";
        }

        return unique;
    }

    private static string Allowed(string name)
    {
        var allowed = new StringBuilder();
        foreach (var letter in name)
        {
            allowed.Append(char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '_' or '-' ? letter : '-');
        }

        var text = allowed.ToString().Trim(' ', '-');
        return text[..Math.Min(text.Length, Most)];
    }
}
