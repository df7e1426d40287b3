using System.Security.Cryptography;

namespace FlowForge.Secrets.Sealing;

/// <summary>A master key: 256 bits, and an id made from them by which seals name it.</summary>
public sealed class MasterKey
{
    internal const int KeyBytes = 32;
    internal const int IdBytes = 8;
    private readonly byte[] _key;
    private readonly byte[] _id;

    /// <summary>A key of 32 bytes.</summary>
    public MasterKey(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"A master key has {KeyBytes} bytes.", nameof(key));
        }

        _key = key.ToArray();
        _id = SHA256.HashData([.. "flowforge master key"u8, .. key])[..IdBytes];
    }

    internal ReadOnlySpan<byte> Key => _key;

    internal ReadOnlySpan<byte> Id => _id;

    /// <summary>A new key.</summary>
    public static MasterKey New() => new(RandomNumberGenerator.GetBytes(KeyBytes));
}

/// <summary>The master keys a vault knows: it seals with the last, and opens with any.</summary>
public sealed class MasterKeys
{
    private readonly IReadOnlyList<MasterKey> _keys;

    /// <summary>One key or more, oldest first.</summary>
    public MasterKeys(IReadOnlyList<MasterKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count);
        _keys = keys;
    }

    /// <summary>The key that new seals are made with.</summary>
    public MasterKey Current => _keys[^1];

    internal IReadOnlyList<MasterKey> All => _keys;

    internal MasterKey? Find(ReadOnlySpan<byte> id)
    {
        foreach (var key in _keys)
        {
            if (key.Id.SequenceEqual(id))
            {
                return key;
            }
        }

        return null;
    }
}
