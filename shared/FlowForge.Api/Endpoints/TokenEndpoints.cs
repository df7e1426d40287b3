using System.Globalization;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Security;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>Tokens of the API. A token's text is in the answer to its creation and nowhere else; the store has its hash.</summary>
internal static class TokenEndpoints
{
    // A word before the random part lets scanners of repositories and logs know what they found.
    private const string Prefix = "fft_";

    public static async ValueTask<Answer> List(ApiCall call)
    {
        if (call.Services.Tokens is not { } tokens)
        {
            return NoStore;
        }

        return ListAnswer.Of(new Page<ApiToken>(await tokens.LoadAsync(call.Cancellation).ConfigureAwait(false), null), TokenWriting.Write);
    }

    public static async ValueTask<Answer> Create(ApiCall call)
    {
        if (call.Services.Tokens is not { } tokens)
        {
            return NoStore;
        }

        var body = await BodyReader.ReadAsync(call.Request, Limits.PageBytes, call.Cancellation).ConfigureAwait(false);
        var read = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "name", "role", "days");
        var wanted = read.IsRefused ? read.Problem : Wanted.Of(read.Value);
        if (wanted.IsRefused)
        {
            return wanted.Problem;
        }

        if ((await tokens.LoadAsync(call.Cancellation).ConfigureAwait(false)).Count >= Limits.ApiTokens)
        {
            return new ApiProblem(422, "token.limit", "Too many tokens", $"A host keeps at most {Limits.ApiTokens} tokens; revoke one that is not needed.");
        }

        var now = call.Services.Clock.GetUtcNow();
        var text = Prefix + call.Services.Ids.NewToken();
        var token = new ApiToken(
            call.Services.Ids.NewRunId()[^12..], wanted.Value.Name, wanted.Value.Role, TokenRing.Hash(text), now, wanted.Value.Days is { } days ? now.AddDays(days) : null);
        if (!await tokens.AddAsync(token, call.Cancellation).ConfigureAwait(false))
        {
            return new ApiProblem(409, "token.exists", "The id is taken", "Ask again: the id that was drawn is taken.");
        }

        await call.State.Ring.ReloadAsync(CancellationToken.None).ConfigureAwait(false);
        call.Changed = new($"token:{token.Id}", $"{token.Name}, {RoleNames.Of(token.Role)}");
        return new Answer.Json(201, writer => TokenWriting.Write(writer, token, text)).With("Location", $"/api/tokens/{token.Id}");
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        if (call.Services.Tokens is not { } tokens)
        {
            return NoStore;
        }

        var id = call.Value("id");
        var isGone = await tokens.DeleteAsync(id, call.Cancellation).ConfigureAwait(false);
        await call.State.Ring.ReloadAsync(CancellationToken.None).ConfigureAwait(false);
        return isGone ? new Answer.Empty(204) : new ApiProblem(404, "token.unknown", "No such token", $"There is no token '{id}'.");
    }

    private static ApiProblem NoStore => Refusals.NotAvailable("A store of tokens");

    private sealed record Wanted(string Name, ApiRole Role, int? Days)
    {
        public static Asked<Wanted> Of(JsonElement body)
        {
            var name = Text(body, "name");
            if (name is not { Length: > 0 and <= Limits.ApiTokenNameLength } || name.AsSpan().ContainsAnyExcept(Allowed))
            {
                return Refusals.Body($"'name' says what the token is for: 1 to {Limits.ApiTokenNameLength} letters, digits, spaces, '-', '_', '.' or '@'.");
            }

            if (RoleNames.Find(Text(body, "role")) is not { } role)
            {
                return Refusals.Body("'role' must be viewer, editor, operator or admin.");
            }

            if (!body.TryGetProperty("days"u8, out var days) || days.ValueKind == JsonValueKind.Null)
            {
                return new Wanted(name, role, null);
            }

            return days.ValueKind == JsonValueKind.Number && days.TryGetInt32(out var count) && count is > 0 and <= Limits.ApiTokenDays
                ? new Wanted(name, role, count)
                : Refusals.Body(string.Create(CultureInfo.InvariantCulture, $"'days' must be a whole number from 1 to {Limits.ApiTokenDays}, or left out for a token without an end."));
        }

        private static readonly System.Buffers.SearchValues<char> Allowed =
            System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.@");

        private static string? Text(JsonElement body, string name) =>
            body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
