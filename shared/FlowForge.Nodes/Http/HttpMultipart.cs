using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>Writes <c>multipart/form-data</c> (RFC 7578): a part per property, a list repeats its name, an object is a part of JSON.</summary>
internal static class HttpMultipart
{
    public static Outcome<HttpBody> Write(JsonElement body, string key)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return HttpFailures.Parameter("body", "is an object of names and values");
        }

        var parts = new List<(string Head, byte[] Content)>();
        foreach (var property in body.EnumerateObject())
        {
            var values = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value];
            parts.AddRange(values.Where(value => value.ValueKind != JsonValueKind.Null).Select(value => (Head(property.Name, value), HttpBody.BytesOf(value))));
        }

        var boundary = Boundary(parts, key);
        return new HttpBody(Join(parts, boundary), $"multipart/form-data; boundary={boundary}");
    }

    private static string Head(string name, JsonElement value)
    {
        // How browsers escape a name (WHATWG HTML, multipart/form-data).
        var escaped = name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");
        var type = value.ValueKind == JsonValueKind.Object ? "\r\nContent-Type: application/json" : "";
        return $"Content-Disposition: form-data; name=\"{escaped}\"{type}\r\n\r\n";
    }

    private static string Boundary(List<(string Head, byte[] Content)> parts, string key)
    {
        var boundary = $"flowforge-{(key.Length > 52 ? key[..52] : key)}";
        while (parts.Exists(part => part.Content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(boundary)) >= 0))
        {
            boundary += "x";
        }

        return boundary;
    }

    private static byte[] Join(List<(string Head, byte[] Content)> parts, string boundary)
    {
        var whole = new MemoryStream();
        foreach (var (head, content) in parts)
        {
            whole.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\n{head}"));
            whole.Write(content);
            whole.Write("\r\n"u8);
        }

        whole.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return whole.ToArray();
    }
}
