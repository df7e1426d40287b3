using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core;

namespace FlowForge.Api.Endpoints;

/// <summary>Activation: <c>{ version? }</c> or an empty body, which means the newest.</summary>
internal static class PublicationEndpoints
{
    public static async ValueTask<Answer> Activate(ApiCall call)
    {
        var id = call.Value("id");
        var wanted = await WantedVersionAsync(call).ConfigureAwait(false);
        if (wanted.IsRefused)
        {
            return wanted.Problem;
        }

        var workflows = call.Services.Workflows;
        if (await workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } stored)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var number = wanted.Value == Newest ? stored.Version : wanted.Value;
        call.Changed = (null, $"version {number}");
        return await workflows.GetVersionAsync(id, number, call.Cancellation).ConfigureAwait(false) is { } version
            ? await Publications.PublishAsync(call, version).ConfigureAwait(false)
            : Refusals.NoSuchVersion(id, number.ToString());
    }

    public static async ValueTask<Answer> Deactivate(ApiCall call) =>
        await Publications.WithdrawAsync(call, call.Value("id")).ConfigureAwait(false);

    private const int Newest = 0;

    private static async ValueTask<Asked<int>> WantedVersionAsync(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Request, Limits.PageBytes, call.Cancellation).ConfigureAwait(false);
        if (body.IsRefused)
        {
            return body.Problem;
        }

        if (body.Value.Length == 0)
        {
            return Newest;
        }

        var read = JsonBody.Object(body.Value, "version");
        if (read.IsRefused)
        {
            return read.Problem;
        }

        return !read.Value.TryGetProperty("version", out var version) || version.ValueKind == JsonValueKind.Null ? Newest
            : version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number > 0 ? number
            : Refusals.Body("'version' must be a whole number of 1 or more.");
    }
}
