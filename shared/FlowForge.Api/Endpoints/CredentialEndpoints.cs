using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Conditions;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>Credentials: values go in, never out.</summary>
internal static class CredentialEndpoints
{
    private const int TestBodyBytes = 8 * 1024;

    public static async ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        return limit.IsRefused
            ? limit.Problem
            : ListAnswer.Of(
                await call.Services.Credentials.ListAsync(limit.Value, call.Query("after"), call.Cancellation).ConfigureAwait(false), CredentialWriting.Write);
    }

    public static ValueTask<Answer> Types(ApiCall call) =>
        new(ListAnswer.Of(new Page<CredentialType>(call.Services.Credentials.Types, null), CredentialWriting.Write));

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        return await call.Services.Credentials.FindAsync(id, call.Cancellation).ConfigureAwait(false) is { } credential
            ? Of(credential, 200)
            : Unknown(id);
    }

    public static async ValueTask<Answer> Create(ApiCall call)
    {
        var draft = await CredentialBody.ReadAsync(call, null).ConfigureAwait(false);
        return draft.IsRefused ? draft.Problem : await CreateAsync(call, draft.Value).ConfigureAwait(false);
    }

    public static async ValueTask<Answer> Replace(ApiCall call)
    {
        var id = call.Value("id");
        var current = await call.Services.Credentials.FindAsync(id, call.Cancellation).ConfigureAwait(false);
        if (Condition(call, current) is { } refused)
        {
            return refused;
        }

        var draft = await CredentialBody.ReadAsync(call, id).ConfigureAwait(false);
        if (draft.IsRefused)
        {
            return draft.Problem;
        }

        if (current is null)
        {
            return await CreateAsync(call, draft.Value).ConfigureAwait(false);
        }

        var replaced = await call.Services.Credentials.ReplaceAsync(draft.Value, current.Version, call.Cancellation).ConfigureAwait(false);
        return replaced.IsFailure ? Refused(replaced.Failure) : Of(replaced.Value, 200);
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Credentials.FindAsync(id, call.Cancellation).ConfigureAwait(false) is not { } current)
        {
            return Unknown(id);
        }

        if (Condition(call, current) is { } refused)
        {
            return refused;
        }

        var deleted = await call.Services.Credentials.DeleteAsync(id, current.Version, call.Cancellation).ConfigureAwait(false);
        return deleted.IsFailure ? Refused(deleted.Failure) : new Answer.Empty(204);
    }

    /// <summary>Body <c>{ url? }</c>: with it, one GET that carries the credential, under the same rules as any call of a workflow.</summary>
    public static async ValueTask<Answer> Test(ApiCall call)
    {
        var id = call.Value("id");
        var body = await BodyReader.ReadAsync(call.Request, TestBodyBytes, call.Cancellation).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : body.Value.IsEmpty ? JsonElement.Parse("{}"u8) : JsonBody.Object(body.Value, "url");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        var hasUrl = asked.Value.TryGetProperty("url"u8, out var url) && url.ValueKind != JsonValueKind.Null;
        if (hasUrl && url.ValueKind != JsonValueKind.String)
        {
            return Refusals.Body("'url' is a string.");
        }

        if (await call.Services.Credentials.FindAsync(id, call.Cancellation).ConfigureAwait(false) is null)
        {
            return Unknown(id);
        }

        if (hasUrl && call.Services.Egress is { } egress)
        {
            var answered = await egress.SendAsync(
                new() { Method = "GET", Url = url.GetString()!, Credential = new(id, null, null), MaxRedirects = 0 }, call.Cancellation).ConfigureAwait(false);
            return answered.IsFailure
                ? Tested(isGood: false, null, answered.Failure.Message)
                : Tested(answered.Value.Status is >= 200 and < 400, answered.Value.Status, $"The server answered {answered.Value.Status}.");
        }

        var opened = await call.Services.Credentials.OpenAsync(id, new(null, null, "test"), call.Cancellation).ConfigureAwait(false);
        return opened.IsFailure ? Tested(isGood: false, null, opened.Failure.Message) : Tested(isGood: true, null, "The credential opens.");
    }

    private static async ValueTask<Answer> CreateAsync(ApiCall call, CredentialDraft draft)
    {
        var made = await call.Services.Credentials.CreateAsync(draft, call.Cancellation).ConfigureAwait(false);
        return made.IsFailure ? Refused(made.Failure) : Of(made.Value, 201).With("Location", $"/api/credentials/{made.Value.Id}");
    }

    private static ApiProblem? Condition(ApiCall call, CredentialFacts? current)
    {
        var etag = current is null ? null : CredentialWriting.ETag(current);
        return WriteConditions.Check(call.Request, etag, () => Changed(etag)).Problem;
    }

    private static ApiProblem Changed(string? etag)
    {
        var problem = new ApiProblem(412, FailureCodes.CredentialChanged, "The condition does not hold", etag is null
            ? "There is no such credential."
            : $"The credential has the ETag {ETags.Quote(etag)}.");
        return etag is null ? problem : problem.With("ETag", ETags.Quote(etag));
    }

    private static Answer Of(CredentialFacts credential, int status) =>
        new Answer.Json(status, writer => CredentialWriting.Write(writer, credential)).With("ETag", ETags.Quote(CredentialWriting.ETag(credential)));

    private static Answer.Json Tested(bool isGood, int? status, string message) => new Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("ok"u8, isGood);
        if (status is { } code)
        {
            writer.WriteNumber("status"u8, code);
        }

        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
    });

    private static ApiProblem Unknown(string id) => new(404, "credential.unknown", "No such credential", $"There is no credential '{id}'.");

    private static ApiProblem Refused(Failure failure) => failure.Code switch
    {
        FailureCodes.CredentialExists => new(409, failure.Code, "The id is taken", failure.Message),
        FailureCodes.CredentialChanged => new(412, failure.Code, "The condition does not hold", failure.Message),
        FailureCodes.CredentialUnavailable => new(404, "credential.unknown", "No such credential", failure.Message),
        _ => new(422, failure.Code, "The credential cannot be kept", failure.Message),
    };
}
