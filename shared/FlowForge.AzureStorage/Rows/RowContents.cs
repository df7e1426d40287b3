using System.Globalization;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Rows;

/// <summary>
/// A row's content: in columns of 64 KiB when it is small, else in a blob whose name ends in its hash. The blob is written before the row that
/// names it, so that a row never names what is not there.
/// </summary>
internal sealed class RowContents(BlobContents blobs)
{
    /// <summary>Bytes of one column.</summary>
    public const int Piece = 64 * 1024;

    private const string Length = "Length";
    private const string Blob = "Blob";

    /// <summary>Puts a content into the columns of <paramref name="row"/>.</summary>
    /// <param name="row">The row, not written yet.</param>
    /// <param name="content">The content.</param>
    /// <param name="place">Where its blob is, when it needs one: a path that ends in <c>/</c>.</param>
    /// <param name="inline">Bytes that may stand in the row.</param>
    public async Task PutAsync(TableEntity row, ReadOnlyMemory<byte> content, string place, int inline = Limits.AzureRowBytes)
    {
        row[Length] = content.Length;
        if (content.Length > inline)
        {
            var name = place + PayloadHash.Of(content.Span);
            row[Blob] = name;
            await blobs.AddAsync(name, content).ConfigureAwait(false);
            return;
        }

        for (var at = 0; at < content.Length; at += Piece)
        {
            row[Column(at)] = content.Slice(at, Math.Min(Piece, content.Length - at)).ToArray();
        }
    }

    /// <summary>The content of a row.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> GetAsync(TableEntity row, CancellationToken cancellation)
    {
        if (BlobOf(row) is { } name)
        {
            var kept = await blobs.FindAsync(name, cancellation).ConfigureAwait(false)
                ?? throw new StoreFault($"The content {name} is missing.");
            PayloadHash.Check(name[(name.LastIndexOf('/') + 1)..], kept.Span);
            return kept;
        }

        var content = new byte[LengthOf(row)];
        for (var at = 0; at < content.Length; at += Piece)
        {
            row.GetBinary(Column(at)).CopyTo(content.AsSpan(at));
        }

        return content;
    }

    /// <summary>Bytes of a row's content.</summary>
    public static int LengthOf(TableEntity row) => row.GetInt32(Length) ?? 0;

    /// <summary>The blob of a row's content, or null.</summary>
    public static string? BlobOf(TableEntity row) => row.GetString(Blob);

    /// <summary>Columns that say how large a content is, and where, without it.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["PartitionKey", "RowKey", Length, Blob];

    private static string Column(int at) => string.Create(CultureInfo.InvariantCulture, $"C{at / Piece}");
}
