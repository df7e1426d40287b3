using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets.Masking;

/// <summary>Takes the values of one credential out of what comes back from a call, in every form in which a server is likely to repeat them.</summary>
internal sealed class SecretMask : ICredentialMask
{
    private readonly byte[][] _needles;
    private readonly byte[] _instead;

    public SecretMask(string id, IEnumerable<string> values)
    {
        _instead = Encoding.UTF8.GetBytes($"[credential:{id}]");

        // Longest first, so that a value that holds another is taken out whole.
        _needles = [.. values.Where(value => value.Length >= Limits.MaskedLength).SelectMany(Forms).Distinct(StringComparer.Ordinal)
            .OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Bytes of the longest form.</summary>
    public int Longest => _needles.Length == 0 ? 0 : _needles[0].Length;

    public string Mask(string text)
    {
        if (_needles.Length == 0)
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var masked = Mask((ReadOnlyMemory<byte>)bytes);
        return masked.Span == bytes.AsSpan() ? text : Encoding.UTF8.GetString(masked.Span);
    }

    public ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> bytes)
    {
        var (at, length) = Next(bytes.Span);
        if (at < 0)
        {
            return bytes;
        }

        var masked = new MemoryStream(bytes.Length);
        var rest = bytes.Span;
        while (at >= 0)
        {
            masked.Write(rest[..at]);
            masked.Write(_instead);
            rest = rest[(at + length)..];
            (at, length) = Next(rest);
        }

        masked.Write(rest);
        return masked.GetBuffer().AsMemory(0, (int)masked.Length);
    }

    public Stream Mask(Stream inner) => _needles.Length == 0 ? inner : new MaskingStream(inner, this);

    /// <summary>The first form in the bytes: where it begins and how long it is; -1 when there is none.</summary>
    public (int At, int Length) Next(ReadOnlySpan<byte> bytes)
    {
        var (best, length) = (-1, 0);
        foreach (var needle in _needles)
        {
            // One that begins at the same place is shorter, since the longest come first.
            var found = (best < 0 ? bytes : bytes[..Math.Min(bytes.Length, best + needle.Length - 1)]).IndexOf(needle);
            if (found >= 0 && (best < 0 || found < best))
            {
                (best, length) = (found, needle.Length);
            }
        }

        return (best, length);
    }

    public ReadOnlySpan<byte> Instead => _instead;

    private static IEnumerable<string> Forms(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var base64 = Convert.ToBase64String(bytes);
        yield return value;
        yield return base64;
        yield return base64.TrimEnd('=');
        yield return base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        yield return Uri.EscapeDataString(value);
        yield return Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
        yield return JsonSerializer.Serialize(value, Strings.Default.String)[1..^1];
        yield return JsonSerializer.Serialize(value, Strings.Relaxed.String)[1..^1];
    }
}
