using System.IO.Compression;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>
/// Looks at the archive that a spreadsheet is before anything reads it: what its parts say of their size may be a lie, so they are unpacked here, into
/// nothing, and counted. What passes holds no more than what reading can hold.
/// </summary>
internal static class XlsxArchive
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Why it is not read, or null; <c>file.content</c>, <c>file.tooLarge</c>. The stream is at its start again.</summary>
    public static async ValueTask<Failure?> RefuseAsync(Stream content, CancellationToken cancellation)
    {
        try
        {
            var failure = await CountAsync(content, cancellation).ConfigureAwait(false);
            content.Position = 0;
            return failure;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return FileFailures.NotOfFormat("The file is no spreadsheet of the format XLSX.");
        }
    }

    private static async ValueTask<Failure?> CountAsync(Stream content, CancellationToken cancellation)
    {
        await using var archive = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation).ConfigureAwait(false);
        if (archive.Entries.Count > Limits.SpreadsheetParts)
        {
            return FileFailures.Past($"The spreadsheet has more than {Limits.SpreadsheetParts} parts.");
        }

        if (archive.GetEntry("xl/workbook.xml") is null)
        {
            return FileFailures.NotOfFormat("The file is no spreadsheet of the format XLSX.");
        }

        var count = new Counted();
        foreach (var part in archive.Entries)
        {
            if (await count.AddAsync(part, cancellation).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private sealed class Counted
    {
        private readonly byte[] buffer = new byte[BufferBytes];
        private long all;
        private long held;

        public async ValueTask<Failure?> AddAsync(ZipArchiveEntry part, CancellationToken cancellation)
        {
            var isSheet = part.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);
            var run = 0L;
            await using var bytes = await part.OpenAsync(cancellation).ConfigureAwait(false);
            while (await bytes.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                all += count;
                held += isSheet ? 0 : count;
                var last = buffer.AsSpan(0, count).LastIndexOf((byte)'<');
                var first = buffer.AsSpan(0, count).IndexOf((byte)'<');
                var longest = run + (first < 0 ? count : first);
                run = last < 0 ? run + count : count - last;
                if (all > Limits.SpreadsheetBytes || held > Limits.SpreadsheetTextBytes || (longest > Limits.ItemBytes && isSheet))
                {
                    return FileFailures.Past(
                        all > Limits.SpreadsheetBytes ? $"The spreadsheet has more than {Limits.SpreadsheetBytes} bytes, unpacked."
                        : held > Limits.SpreadsheetTextBytes ? $"The texts and styles of the spreadsheet have more than {Limits.SpreadsheetTextBytes} bytes, unpacked."
                        : "The spreadsheet has a text that no item can hold.");
                }
            }

            return null;
        }
    }
}
