using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Secrets.Sealing;

/// <summary>
/// AES-256-GCM in two layers: a fresh data key for each seal encrypts the values, a master key wraps the data key. Both layers authenticate the
/// credential's id and version, so that a row cannot be passed off as another or as an older one. Rotating the master key wraps the data keys anew
/// and leaves the values as they are.
/// </summary>
/// <param name="keys">The master keys.</param>
public sealed class EnvelopeBox(MasterKeys keys) : ISecretBox
{
    // format (1) | key id (8) | nonce (12) | wrapped data key (32) | tag (16) | nonce (12) | values | tag (16)
    private const byte Format = 1;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Wrapped = Nonce + MasterKey.KeyBytes + Tag;
    private const int Head = 1 + MasterKey.IdBytes + Wrapped;

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SealAsync(string id, int version, ReadOnlyMemory<byte> values, CancellationToken cancellation)
    {
        var dataKey = RandomNumberGenerator.GetBytes(MasterKey.KeyBytes);
        try
        {
            var seal = new byte[Head + Nonce + values.Length + Tag];
            var about = About(id, version);
            WriteHead(seal, keys.Current, dataKey, about);
            Encrypt(dataKey, values.Span, seal.AsSpan(Head), about);
            return new(seal);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> OpenAsync(string id, int version, ReadOnlyMemory<byte> sealedValues, CancellationToken cancellation)
    {
        var about = About(id, version);
        var dataKey = Unwrap(id, sealedValues.Span, about);
        try
        {
            return new(Decrypt(dataKey, sealedValues.Span[Head..], about));
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new SealBrokenException($"The seal of credential '{id}' does not open.", changed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <inheritdoc/>
    public ValueTask ForgetAsync(string id, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>The same seal under the current master key; null when it is under that key already.</summary>
    public ReadOnlyMemory<byte>? Rewrap(string id, int version, ReadOnlyMemory<byte> sealedValues)
    {
        if (sealedValues.Length > Head && sealedValues.Span.Slice(1, MasterKey.IdBytes).SequenceEqual(keys.Current.Id))
        {
            return null;
        }

        var about = About(id, version);
        var dataKey = Unwrap(id, sealedValues.Span, about);
        try
        {
            var seal = sealedValues.ToArray();
            WriteHead(seal, keys.Current, dataKey, about);
            return seal;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static byte[] About(string id, int version) => Encoding.UTF8.GetBytes($"flowforge credential\0{id}\0{version}");

    private static void WriteHead(Span<byte> seal, MasterKey master, ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> about)
    {
        seal[0] = Format;
        master.Id.CopyTo(seal[1..]);
        Encrypt(master.Key, dataKey, seal[(1 + MasterKey.IdBytes)..Head], about);
    }

    private byte[] Unwrap(string id, ReadOnlySpan<byte> seal, ReadOnlySpan<byte> about)
    {
        if (seal.Length < Head + Nonce + Tag || seal[0] != Format)
        {
            throw new SealBrokenException($"What is stored for credential '{id}' is not a seal of this vault.");
        }

        var keyId = seal.Slice(1, MasterKey.IdBytes);
        if (keys.Find(keyId) is not { } master)
        {
            throw new SealBrokenException($"Credential '{id}' was sealed with the master key {Convert.ToHexStringLower(keyId)}, which this vault does not have.");
        }

        try
        {
            return Decrypt(master.Key, seal[(1 + MasterKey.IdBytes)..Head], about);
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new SealBrokenException($"The seal of credential '{id}' does not open.", changed);
        }
    }

    private static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, Span<byte> into, ReadOnlySpan<byte> about)
    {
        RandomNumberGenerator.Fill(into[..Nonce]);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(into[..Nonce], plain, into.Slice(Nonce, plain.Length), into.Slice(Nonce + plain.Length, Tag), about);
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> from, ReadOnlySpan<byte> about)
    {
        var plain = new byte[from.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(from[..Nonce], from.Slice(Nonce, plain.Length), from[^Tag..], plain, about);
        return plain;
    }
}
