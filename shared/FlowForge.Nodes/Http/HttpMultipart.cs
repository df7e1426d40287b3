using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>
/// Writes <c>multipart/form-data</c> (RFC 7578): a part per property, a list repeats its name, an object is a part of JSON; then the files,
/// which are read while they are sent.
/// </summary>
internal static class HttpMultipart
{
    public static async ValueTask<Outcome<HttpBody>> WriteAsync(HttpParameters parameters, HttpFiles files, string key, CancellationToken cancellation)
    {
        var (body, parts) = (parameters.Body, new List<(string Head, HttpPart Content)>());
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            return HttpFailures.Parameter("body", "is an object of names and values");
        }

        if (body.ValueKind == JsonValueKind.Object)
        {
            AddFields(parts, body);
        }

        foreach (var (name, binary) in parameters.Files)
        {
            var file = await files.FindAsync(binary, cancellation).ConfigureAwait(false);
            if (file.IsFailure)
            {
                return file.Failure;
            }

            parts.Add((FileHead(name, file.Value.FileName ?? binary, file.Value.Mime), new HttpPart.File(file.Value)));
        }

        var boundary = Boundary(parts, key);
        var type = $"multipart/form-data; boundary={boundary}";
        var whole = Whole(parts, boundary);
        return parameters.Files.Count > 0
            ? new HttpBody(null, type, files.Body(whole))
            : new HttpBody(Joined(whole), type);
    }

    private static byte[] Joined(List<HttpPart> parts)
    {
        var whole = new MemoryStream();
        foreach (var part in parts)
        {
            whole.Write(((HttpPart.Text)part).Bytes.Span);
        }

        return whole.ToArray();
    }

    private static void AddFields(List<(string Head, HttpPart Content)> parts, JsonElement body)
    {
        foreach (var property in body.EnumerateObject())
        {
            var values = property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value];
            parts.AddRange(values.Where(value => value.ValueKind != JsonValueKind.Null)
                .Select(value => (Head(property.Name, value), (HttpPart)new HttpPart.Text(HttpBody.BytesOf(value)))));
        }
    }

    private static string Head(string name, JsonElement value)
    {
        var type = value.ValueKind == JsonValueKind.Object ? "\r\nContent-Type: application/json" : "";
        return $"Content-Disposition: form-data; name=\"{Escaped(name)}\"{type}\r\n\r\n";
    }

    private static string FileHead(string name, string fileName, string mime) =>
        $"Content-Disposition: form-data; name=\"{Escaped(name)}\"; filename=\"{Escaped(fileName)}\"\r\nContent-Type: {MediaTypes.Bare(mime) ?? MediaTypes.Unknown}\r\n\r\n";

    // How browsers escape a name (WHATWG HTML, multipart/form-data).
    private static string Escaped(string name) => name.Replace("\r", "%0D").Replace("\n", "%0A").Replace("\"", "%22");

    // Files are not looked through: nobody who sends one knows the key of a call that is made after it.
    private static string Boundary(List<(string Head, HttpPart Content)> parts, string key)
    {
        var boundary = $"flowforge-{(key.Length > 52 ? key[..52] : key)}";
        while (parts.Exists(part => part.Content is HttpPart.Text text && text.Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(boundary)) >= 0))
        {
            boundary += "x";
        }

        return boundary;
    }

    private static List<HttpPart> Whole(List<(string Head, HttpPart Content)> parts, string boundary)
    {
        var whole = new List<HttpPart>();
        foreach (var (head, content) in parts)
        {
            whole.Add(new HttpPart.Text(Encoding.UTF8.GetBytes($"--{boundary}\r\n{head}")));
            whole.Add(content);
            whole.Add(new HttpPart.Text("\r\n"u8.ToArray()));
        }

        whole.Add(new HttpPart.Text(Encoding.UTF8.GetBytes($"--{boundary}--\r\n")));
        return whole;
    }
}
