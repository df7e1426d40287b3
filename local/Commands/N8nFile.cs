using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n;
using FlowForge.Local.Settings;

namespace FlowForge.Local.Commands;

/// <summary>A file that n8n has exported: one workflow, or a list of them.</summary>
internal static class N8nFile
{
    // A list of all workflows of an installation may be much larger than one of them.
    private const int BytesMost = 64 * 1024 * 1024;

    /// <summary>The workflows in the file, each converted or refused.</summary>
    public static async IAsyncEnumerable<Outcome<N8nImported>> ReadAsync(string path, JoinRule join, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new SettingException($"there is no file {path}.");
        }

        if (file.Length > BytesMost)
        {
            yield return Failure.Of("import.tooLarge", $"A file has at most {BytesMost} bytes.");
            yield break;
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        var name = Path.GetFileNameWithoutExtension(path);
        var list = IsList(bytes) ? JsJson.Normalize(bytes, Limits.Depth) : default;
        if (list is { IsFailure: false, Value.ValueKind: JsonValueKind.Array })
        {
            foreach (var workflow in list.Value.EnumerateArray())
            {
                yield return N8nImport.Read(workflow, name, join);
            }

            yield break;
        }

        yield return N8nImport.Read(bytes, name, join);
    }

    private static bool IsList(ReadOnlySpan<byte> bytes) => bytes.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
}
