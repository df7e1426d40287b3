namespace FlowForge.Secrets.Sealing;

/// <summary>Seals the values of a credential, so that what the store holds is of no use without the box.</summary>
public interface ISecretBox
{
    /// <summary>Seals <paramref name="values"/> for one id and version: it opens for no other.</summary>
    ValueTask<ReadOnlyMemory<byte>> SealAsync(string id, int version, ReadOnlyMemory<byte> values, CancellationToken cancellation);

    /// <summary>What was sealed. <see cref="SealBrokenException"/> when it was not sealed by this box for this id and version, or was changed.</summary>
    ValueTask<ReadOnlyMemory<byte>> OpenAsync(string id, int version, ReadOnlyMemory<byte> sealedValues, CancellationToken cancellation);

    /// <summary>Forgets what the box itself keeps of a credential that is deleted.</summary>
    ValueTask ForgetAsync(string id, CancellationToken cancellation);
}

/// <summary>A seal does not open: another key, another credential, or changed bytes. It never says what was inside.</summary>
public sealed class SealBrokenException : Exception
{
    /// <summary>Says which seal, with the cause.</summary>
    public SealBrokenException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Says which seal.</summary>
    public SealBrokenException(string message)
        : base(message)
    {
    }

    /// <summary>A broken seal without words.</summary>
    public SealBrokenException()
    {
    }
}
