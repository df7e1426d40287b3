using System.Buffers.Text;
using System.Security.Cryptography;
using FlowForge.Core.Ports;

namespace FlowForge.Secrets;

/// <summary>Ids of runs, which sort by time, and tokens.</summary>
public sealed class RandomIds(TimeProvider clock) : IIdSource
{
    /// <inheritdoc/>
    public string NewRunId()
    {
        Span<byte> random = stackalloc byte[RunIds.RandomBytes];
        RandomNumberGenerator.Fill(random);
        return RunIds.Of(clock.GetUtcNow(), random);
    }

    /// <inheritdoc/>
    public string NewToken()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
