using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>
/// How many messages of a run may be unused at most, by a hash of their names: while a bound is under the limit, nothing needs to be counted. What is used
/// is not taken off; a count that was needed sets the bounds anew.
/// </summary>
/// <param name="Bytes">A bound for each hash.</param>
internal sealed record MailCounts(byte[] Bytes)
{
    private const int Hashes = 128;

    /// <summary>Of an empty mailbox.</summary>
    public static readonly MailCounts Empty = new(new byte[Hashes]);

    /// <summary>Of messages with these names.</summary>
    public static MailCounts Of(IEnumerable<string> names)
    {
        var counts = new byte[Hashes];
        foreach (var name in names)
        {
            Add(counts, name);
        }

        return new(counts);
    }

    /// <summary>Whether a message like this may be one too many.</summary>
    public bool MayBeFull(MailRow mail) => Bytes[HashOf(mail.Name)] >= Limits.SignalsKept || Bytes.Sum(count => count) >= Limits.MailKept;

    /// <summary>With one message more; the end of a called run is not counted.</summary>
    public MailCounts With(MailRow mail)
    {
        if (mail.Kind == MailKind.ChildEnded)
        {
            return this;
        }

        var counts = (byte[])Bytes.Clone();
        Add(counts, mail.Name);
        return new(counts);
    }

    private static void Add(byte[] counts, string name)
    {
        ref var count = ref counts[HashOf(name)];
        count = (byte)Math.Min(count + 1, byte.MaxValue);
    }

    /// <summary>FNV-1a, the same in every process.</summary>
    private static int HashOf(string name) => (int)(name.Aggregate(2166136261u, static (hash, unit) => (hash ^ unit) * 16777619u) % Hashes);
}
