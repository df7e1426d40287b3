using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Hooks.Proof;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Hooks;

/// <summary>
/// Takes in what a webhook is called with. Files go to the store piece by piece, under the id that the run will have; they are dropped again
/// unless the run was started.
/// </summary>
internal sealed class HookIntake(ApiCall call, HookMatch match) : IAsyncDisposable
{
    /// <summary>The name of a body that is one file.</summary>
    public const string FileBody = "data";

    private FamilyBinaries? binaries;
    private string? secretHeader;

    /// <summary>The id that the run must have because files were written for it; null for any.</summary>
    public string? RunId { get; private set; }

    /// <summary>Hash of what came, for a call that may come again.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Whether a run was started that the files belong to.</summary>
    public bool IsStarted { get; set; }

    /// <summary>
    /// The item of the call, or the refusal: also when its caller does not prove what the hook asks for. A signature is over the whole body as it
    /// was sent, packed or not, so a signed one is read into memory first and is as small as any value; every other proof is checked before the body is read.
    /// </summary>
    public async ValueTask<Asked<Item>> ReadAsync()
    {
        var type = MediaType.Bare(call.Request.ContentType);
        var isValue = call.Request.ContentLength == 0 || HookBody.IsParsed(type);
        if (!isValue && match.Route.Auth.Type != "signature")
        {
            return await CheckAsync(default).ConfigureAwait(false) is { } unproved
                ? unproved
                : BodyReader.Refuse(call.Request, Limits.UploadBytes) ?? await ReadStreamAsync(type).ConfigureAwait(false);
        }

        var sent = await BodyReader.ReadRawAsync(call.Request, Limits.WebhookBytes, call.Cancellation).ConfigureAwait(false);
        if ((sent.Problem ?? await CheckAsync(sent.Value).ConfigureAwait(false)) is { } refused)
        {
            return refused;
        }

        var body = await PackedBody.UnpackAsync(call.Request, sent.Value, Limits.WebhookBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        if (!isValue || (!MediaType.IsJson(type) && !Utf8.IsValid(body.Value.Span)))
        {
            return await ReadUploadAsync(type, new MemoryStream(body.Value.ToArray(), writable: false)).ConfigureAwait(false);
        }

        Hash = BodyHash.Of(body.Value);
        return HookItem.Of(call.Request, match, writer => HookBody.Write(writer, type, body.Value), secretHeader);
    }

    public async ValueTask DisposeAsync()
    {
        if (RunId is { } family && !IsStarted)
        {
            await call.Services.Runs.DropPayloadsAsync(family, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<ApiProblem?> CheckAsync(ReadOnlyMemory<byte> body)
    {
        var proof = await HookProof.CheckAsync(call, match.Route.Auth, body).ConfigureAwait(false);
        secretHeader = proof.Value?.Header;
        return proof.Problem;
    }

    private async ValueTask<Asked<Item>> ReadStreamAsync(string type)
    {
        await using var unpacked = await PackedBody.OpenAsync(call.Request, call.Request.BodyReader, Limits.UploadBytes, call.Cancellation).ConfigureAwait(false);
        Asked<Item> read;
        try
        {
            read = await ReadUploadAsync(type, unpacked ?? call.Request.Body).ConfigureAwait(false);
        }
        catch (InvalidDataException) when (unpacked is not null)
        {
            read = PackedBody.Broken(call.Request);
        }

        return unpacked is { IsTooLarge: true } ? Refusals.TooLarge(Limits.UploadBytes) : read;
    }

    private ValueTask<Asked<Item>> ReadUploadAsync(string type, Stream body) => type == "multipart/form-data" ? ReadFormAsync(body) : ReadFileAsync(body);

    private async ValueTask<Asked<Item>> ReadFileAsync(Stream body)
    {
        var written = await Begin().WriteAsync(body, call.Request.ContentType, SentName(), call.Cancellation).ConfigureAwait(false);
        if (written.IsFailure)
        {
            return Refusals.TooLarge(Limits.UploadBytes);
        }

        return Made(JsonConstants.EmptyObject, written.Value.Size > 0 ? written.Value.On(default, FileBody) : default);
    }

    private async ValueTask<Asked<Item>> ReadFormAsync(Stream body)
    {
        var form = await new FormUpload(call.Request.ContentType, body, Begin()).ReadAsync(call.Cancellation).ConfigureAwait(false);
        return form.IsRefused ? form.Problem : Made(form.Value.Fields, form.Value.Files);
    }

    private Asked<Item> Made(JsonElement body, JsonElement files)
    {
        var hasFiles = files.ValueKind == JsonValueKind.Object;
        Hash = BodyHash.Of((byte[])[.. JsonMarshal.GetRawUtf8Value(body), .. hasFiles ? JsonMarshal.GetRawUtf8Value(files) : default]);
        var item = HookItem.Of(call.Request, match, writer =>
        {
            body.WriteTo(writer);
            return null;
        }, secretHeader);
        return item.IsRefused ? item.Problem : item.Value with { Binary = files };
    }

    private FamilyBinaries Begin()
    {
        RunId ??= call.Services.Engine.NewRunId();
        return binaries ??= new(call.Services.Runs, RunId);
    }

    // Not a header that requests have by any standard, yet what scripts send beside a bare file.
    private string? SentName() =>
        Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.TryParse(call.Request.Headers.ContentDisposition.ToString(), out var sent)
            ? (sent.FileNameStar.Value ?? sent.FileName.Value)?.Trim('"')
            : null;
}
