using System.Collections.Frozen;
using System.Text;

namespace FlowForge.Nodes.Files;

/// <summary>How the text of a file is written in bytes.</summary>
internal static class TextEncodings
{
    private static readonly FrozenDictionary<string, Func<bool, Encoding>> ByName = new Dictionary<string, Func<bool, Encoding>>
    {
        ["utf-8"] = static mark => new UTF8Encoding(mark),
        ["utf-16le"] = static mark => new UnicodeEncoding(bigEndian: false, mark),
        ["utf-16be"] = static mark => new UnicodeEncoding(bigEndian: true, mark),
        ["ascii"] = static _ => Encoding.ASCII,
        ["iso-8859-1"] = static _ => Encoding.Latin1,
        ["iso-8859-2"] = static _ => Page(28592),
        ["iso-8859-5"] = static _ => Page(28595),
        ["iso-8859-7"] = static _ => Page(28597),
        ["iso-8859-9"] = static _ => Page(28599),
        ["iso-8859-15"] = static _ => Page(28605),
        ["windows-1250"] = static _ => Page(1250),
        ["windows-1251"] = static _ => Page(1251),
        ["windows-1252"] = static _ => Page(1252),
        ["windows-1253"] = static _ => Page(1253),
        ["windows-1254"] = static _ => Page(1254),
        ["windows-1255"] = static _ => Page(1255),
        ["windows-1256"] = static _ => Page(1256),
        ["windows-1257"] = static _ => Page(1257),
        ["windows-1258"] = static _ => Page(1258),
        ["koi8-r"] = static _ => Page(20866),
        ["shift_jis"] = static _ => Page(932),
        ["gbk"] = static _ => Page(936),
        ["euc-kr"] = static _ => Page(949),
        ["big5"] = static _ => Page(950),
        ["gb18030"] = static _ => Page(54936),
        ["euc-jp"] = static _ => Page(51932),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The schema's list of names.</summary>
    public static string SchemaEnum { get; } = string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal).Select(name => $"\"{name}\""));

    /// <summary>The encoding of that name, or null.</summary>
    /// <param name="name">One of <see cref="SchemaEnum"/>, in any case.</param>
    /// <param name="mark">Whether a byte order mark is written.</param>
    public static Encoding? Find(string name, bool mark = false) => ByName.GetValueOrDefault(name)?.Invoke(mark);

    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;
}
