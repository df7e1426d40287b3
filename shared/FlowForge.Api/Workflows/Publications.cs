using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Conditions;
using FlowForge.Api.Hooks;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Workflows;

/// <summary>Publishes versions and takes them back; one at a time, so that what is checked still holds when it is written.</summary>
internal static class Publications
{
    /// <summary>Makes a version's triggers live, unless something stands against it.</summary>
    public static async ValueTask<Answer> PublishAsync(ApiCall call, StoredVersion version)
    {
        var state = call.State;
        await state.Publishing.WaitAsync(call.Cancellation).ConfigureAwait(false);
        try
        {
            var workflow = state.Documents.Get(version.Hash, version.Document, version.Version);
            var routes = HookRoutes.Of(workflow, version.Hash, call.Services.Catalogue);
            var problems = await PublicationCheck.CheckAsync(call.Services, workflow, call.Cancellation).ConfigureAwait(false);
            var refused = PublicationCheck.Refuse(problems) ?? state.Hooks.RefuseTaken(routes);
            return refused is null
                ? await PublishLockedAsync(call, version.Id, version.Version, problems).ConfigureAwait(false)
                : refused;
        }
        finally
        {
            state.Publishing.Release();
        }
    }

    /// <summary>Stops a workflow's triggers.</summary>
    public static async ValueTask<Answer> WithdrawAsync(ApiCall call, string id)
    {
        await call.State.Publishing.WaitAsync(call.Cancellation).ConfigureAwait(false);
        try
        {
            return await PublishLockedAsync(call, id, null, []).ConfigureAwait(false);
        }
        finally
        {
            call.State.Publishing.Release();
        }
    }

    /// <summary>Deletes a workflow and stops its triggers.</summary>
    public static async ValueTask<Answer> DeleteAsync(ApiCall call, string id, string expected)
    {
        await call.State.Publishing.WaitAsync(call.Cancellation).ConfigureAwait(false);
        try
        {
            if (await call.Services.Workflows.DeleteAsync(id, expected, call.Cancellation).ConfigureAwait(false) is SaveResult.Conflict conflict)
            {
                return WriteConditions.Wrong(conflict.Current);
            }

            // A later workflow of the same id begins with nothing.
            await call.Services.State.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);

            await ReloadAsync(call.State, CancellationToken.None).ConfigureAwait(false);
            return new Answer.Empty(204);
        }
        finally
        {
            call.State.Publishing.Release();
        }
    }

    /// <summary>Reads what is published and makes its triggers live.</summary>
    public static async Task ReloadAsync(ApiState state, CancellationToken cancellation)
    {
        var versions = await state.Services.Workflows.PublishedAsync(cancellation).ConfigureAwait(false);
        var published = versions
            .Select(version => new PublishedWorkflow(state.Documents.Get(version.Hash, version.Document, version.Version), version.Hash)).ToList();
        state.Hooks.Replace([.. published.SelectMany(version => HookRoutes.Of(version.Workflow, version.Hash, state.Services.Catalogue))]);
        if (state.Services.Schedules is { } schedules)
        {
            await schedules.ReplaceAsync(published, cancellation).ConfigureAwait(false);
        }
    }

    private static async ValueTask<Answer> PublishLockedAsync(ApiCall call, string id, int? version, IReadOnlyList<Problem> warnings)
    {
        // Once it is written the table must follow, whether or not the caller still waits.
        if (await call.Services.Workflows.PublishAsync(id, version, CancellationToken.None).ConfigureAwait(false) is not { } stored)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        await ReloadAsync(call.State, CancellationToken.None).ConfigureAwait(false);
        return new Answer.Json(200, writer => Write(writer, stored, call.State.Hooks.Of(id), warnings)).With("ETag", ETags.Quote(stored.ETag));
    }

    private static void Write(Utf8JsonWriter writer, StoredWorkflow stored, IReadOnlyList<HookRoute> hooks, IReadOnlyList<Problem> warnings)
    {
        writer.WriteStartObject();
        WorkflowWriting.WriteFields(writer, stored);
        writer.WriteStartArray("hooks"u8);
        foreach (var hook in hooks)
        {
            writer.WriteStartObject();
            writer.WriteString("node"u8, hook.NodeId);
            writer.WriteString("method"u8, hook.Method);
            writer.WriteString("path"u8, $"/api/hooks/{hook.Path}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("problems"u8);
        ProblemsJson.Write(writer, warnings);
        writer.WriteEndObject();
    }
}
