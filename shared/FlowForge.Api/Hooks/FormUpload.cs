using System.Text;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FlowForge.Api.Hooks;

/// <summary>What a form brought.</summary>
/// <param name="Fields">An object of its fields; a name that stands several times has a list.</param>
/// <param name="Files">Binary references by name, or undefined. Several files of one name are <c>name0</c>, <c>name1</c>, ….</param>
internal sealed record UploadedForm(JsonElement Fields, JsonElement Files);

/// <summary>Reads <c>multipart/form-data</c> (RFC 7578) part by part: fields into memory, files into the store.</summary>
internal sealed class FormUpload(string? contentType, Stream body, IBinaries binaries)
{
    private readonly List<KeyValuePair<string, string>> fields = [];
    private readonly List<KeyValuePair<string, BinaryRef>> files = [];
    private long fieldBytes;
    private long fileBytes;

    public async ValueTask<Asked<UploadedForm>> ReadAsync(CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Broken("It names no boundary.");
        }

        try
        {
            var reader = new MultipartReader(boundary, body) { HeadersLengthLimit = Limits.HeaderBytes };
            while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is { } section)
            {
                if (await TakeAsync(section, cancellation).ConfigureAwait(false) is { } refused)
                {
                    return refused;
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Broken("It ends or begins a part where none may.");
        }

        return new UploadedForm(Fields(), Files());
    }

    private async ValueTask<ApiProblem?> TakeAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (fields.Count + files.Count >= Limits.UploadParts)
        {
            return new(413, "request.tooLarge", "Body too large", $"A form may have at most {Limits.UploadParts} fields and files.");
        }

        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 and <= Limits.NameLength } name)
        {
            return Broken($"A part has no name of 1 to {Limits.NameLength} characters.");
        }

        var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        return fileName is null
            ? await TakeFieldAsync(name, section.Body, cancellation).ConfigureAwait(false)
            : await TakeFileAsync(name, fileName, section, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<ApiProblem?> TakeFieldAsync(string name, Stream content, CancellationToken cancellation)
    {
        var value = new MemoryStream();
        var buffer = new byte[4 * 1024];
        while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            fieldBytes += count;
            if (fieldBytes > Limits.WebhookBytes)
            {
                return Refusals.TooLarge(Limits.WebhookBytes);
            }

            value.Write(buffer, 0, count);
        }

        fields.Add(new(name, Encoding.UTF8.GetString(value.GetBuffer(), 0, (int)value.Length)));
        return null;
    }

    private async ValueTask<ApiProblem?> TakeFileAsync(string name, string fileName, MultipartSection section, CancellationToken cancellation)
    {
        var written = await binaries.WriteAsync(section.Body, section.ContentType, fileName, cancellation).ConfigureAwait(false);
        if (written.IsFailure || (fileBytes += written.Value.Size) > Limits.UploadBytes)
        {
            return Refusals.TooLarge(Limits.UploadBytes);
        }

        // What a browser sends for a file that was not chosen.
        if (written.Value.Size > 0 || fileName.Length > 0)
        {
            files.Add(new(name, written.Value));
        }

        return null;
    }

    private JsonElement Fields()
    {
        using var buffer = JsonBuffer.Rent();
        HookItem.WriteFields(buffer.Writer, fields.GroupBy(field => field.Key, StringComparer.Ordinal)
            .Select(same => new KeyValuePair<string, StringValues>(same.Key, same.Select(field => field.Value).ToArray())));
        return JsJson.Normalize(JsonElement.Parse(buffer.Written().Span));
    }

    private JsonElement Files()
    {
        JsonElement whole = default;
        foreach (var same in files.GroupBy(file => file.Key, StringComparer.Ordinal))
        {
            var all = same.ToList();
            for (var i = 0; i < all.Count; i++)
            {
                whole = all[i].Value.On(whole, all.Count == 1 ? same.Key : $"{same.Key}{i}");
            }
        }

        return whole;
    }

    private static ApiProblem Broken(string why) => new(400, "request.form", "The form cannot be read", $"The body is no multipart/form-data as RFC 7578 has it. {why}");
}
