using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>Binaries of a case: <c>{ name: { text | base64 | hex, mime?, fileName? } }</c>.</summary>
internal static class CaseFile
{
    /// <summary>Keeps the files of an item and gives its <c>binary</c>.</summary>
    public static async Task<JsonElement> WriteAsync(NodeBench bench, JsonElement files)
    {
        JsonElement binary = default;
        if (files.ValueKind != JsonValueKind.Object)
        {
            return binary;
        }

        foreach (var file in files.EnumerateObject())
        {
            var content = new MemoryStream(Bytes(file.Value));
            var kept = await bench.Binaries.WriteAsync(content, Text(file.Value, "mime"), Text(file.Value, "fileName"), CancellationToken.None);
            binary = kept.Value!.On(binary, file.Name);
        }

        return binary;
    }

    /// <summary>Compares what is named.</summary>
    public static async Task CheckAsync(NodeBench bench, JsonElement expected, JsonElement binary)
    {
        if (expected.ValueKind != JsonValueKind.Object)
        {
            Assert.Equal(JsonValueKind.Undefined, binary.ValueKind);
            return;
        }

        Assert.Equal(expected.EnumerateObject().Select(file => file.Name), binary.EnumerateObject().Select(file => file.Name));
        foreach (var file in expected.EnumerateObject())
        {
            var kept = BinaryRef.Read(binary.GetProperty(file.Name))!;
            var content = new MemoryStream();
            await (await bench.Binaries.OpenAsync(kept.Ref, CancellationToken.None)).Value!.CopyToAsync(content);
            if (file.Value.TryGetProperty("text", out var text))
            {
                Assert.Equal(text.GetString(), Encoding.UTF8.GetString(content.ToArray()));
            }
            else if (file.Value.TryGetProperty("hex", out _) || file.Value.TryGetProperty("base64", out _))
            {
                Assert.Equal(Convert.ToHexString(Bytes(file.Value)), Convert.ToHexString(content.ToArray()));
            }

            Assert.Equal(Text(file.Value, "mime") ?? kept.Mime, kept.Mime);
            Assert.Equal(Text(file.Value, "fileName") ?? kept.FileName, kept.FileName);
        }
    }

    private static byte[] Bytes(JsonElement file) =>
        Text(file, "text") is { } text ? Encoding.UTF8.GetBytes(text)
        : Text(file, "hex") is { } hex ? Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))
        : Convert.FromBase64String(Text(file, "base64")!);

    private static string? Text(JsonElement file, string name) => file.TryGetProperty(name, out var value) ? value.GetString() : null;
}
