using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// The token of an approval or webhook wait: 128 bits made from the run's own secret, node and iteration, and behind them what they were made from.
/// So it is known before the wait is reached, is the same after a crash, differs in a fork, and finds its run without an index, also when that has ended.
/// Only who holds the secret can make one.
/// </summary>
/// <param name="RunId">The run.</param>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration.</param>
public sealed record ResumeToken(string RunId, string Node, string Iteration)
{
    private const int ProofBytes = 16;
    private const int Longest = 1_000;
    private ReadOnlyMemory<byte> _proof;

    /// <summary>The token of a wait of a run that has a <see cref="RunRecord.ResumeKey"/>; URL-safe.</summary>
    public static string Write(string runId, string resumeKey, string node, string iteration)
    {
        var place = Place(runId, node, iteration);
        return Base64Url.EncodeToString([.. Proof(resumeKey, place), .. place]);
    }

    /// <summary>Takes a token apart; whether it is genuine only <see cref="IsOf"/> says.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out ResumeToken? token)
    {
        token = null;
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= ProofBytes)
        {
            return false;
        }

        var parts = Encoding.UTF8.GetString(bytes.AsSpan(ProofBytes)).Split('\n');
        token = parts.Length == 3 ? new(parts[0], parts[1], parts[2]) { _proof = bytes.AsMemory(0, ProofBytes) } : null;
        return token is not null;
    }

    /// <summary>Whether it was made with this run's secret; takes the same time for every token.</summary>
    public bool IsOf(RunRecord run) =>
        run.ResumeKey is { } key && CryptographicOperations.FixedTimeEquals(Proof(key, Place(RunId, Node, Iteration)), _proof.Span);

    private static byte[] Place(string runId, string node, string iteration) => Encoding.UTF8.GetBytes($"{runId}\n{node}\n{iteration}");

    private static ReadOnlySpan<byte> Proof(string key, byte[] place) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), place).AsSpan(0, ProofBytes);
}
