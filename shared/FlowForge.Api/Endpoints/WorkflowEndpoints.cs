using FlowForge.Api.Answers;
using FlowForge.Api.Conditions;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Api.Writing;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>Documents: list, create, read, replace, delete.</summary>
internal static class WorkflowEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var limit = call.Limit();
        return limit.IsRefused
            ? limit.Problem
            : ListAnswer.Of(
                await call.Services.Workflows.ListAsync(limit.Value, call.Query("after"), call.Cancellation).ConfigureAwait(false),
                WorkflowWriting.Write);
    }

    public static async ValueTask<Answer> Create(ApiCall call)
    {
        var read = await ReadDocument.ValidFromBodyAsync(call).ConfigureAwait(false);
        if (read.IsRefused)
        {
            return read.Problem;
        }

        return await SaveAsync(call, read.Value, newest: 0, expected: null).ConfigureAwait(false) switch
        {
            SaveResult.Saved saved => Created(call, saved.Workflow),
            SaveResult.Conflict { Current: { } current } => new ApiProblem(
                409, "workflow.exists", "The id is taken", $"There is a workflow '{current.Id}' at version {current.Version}; use PUT with its ETag.")
                .With("ETag", ETags.Quote(current.ETag)),
            _ => WriteConditions.Wrong(null),
        };
    }

    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        return await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is { } stored
            ? DocumentAnswer.Of(call, stored, 200)
            : Refusals.NoSuchWorkflow(id);
    }

    public static async ValueTask<Answer> Replace(ApiCall call)
    {
        var id = call.Value("id");
        var current = await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false);
        var condition = WriteConditions.Check(call.Request, current);
        if (condition.IsRefused)
        {
            return condition.Problem;
        }

        var read = await ReadDocument.ValidFromBodyAsync(call).ConfigureAwait(false);
        if (read.IsRefused)
        {
            return read.Problem;
        }

        if (read.Value.Id != id)
        {
            return new ApiProblem(422, "workflow.idMismatch", "Two ids", $"The path says '{id}', the document '{read.Value.Id}'.");
        }

        return await SaveAsync(call, read.Value, current?.Version ?? 0, condition.Value.ETag).ConfigureAwait(false) switch
        {
            SaveResult.Saved saved when current is null => Created(call, saved.Workflow),
            SaveResult.Saved saved => DocumentAnswer.Of(call, saved.Workflow, 200),
            SaveResult.Conflict conflict => WriteConditions.Wrong(conflict.Current),
            var other => throw new InvalidOperationException($"A save ended as {other}."),
        };
    }

    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Workflows.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } current)
        {
            return Refusals.NoSuchWorkflow(id);
        }

        var condition = WriteConditions.Check(call.Request, current);
        return condition.IsRefused
            ? condition.Problem
            : await Publications.DeleteAsync(call, id, condition.Value.ETag!).ConfigureAwait(false);
    }

    private static ValueTask<SaveResult> SaveAsync(ApiCall call, Workflow workflow, int newest, string? expected)
    {
        var saved = workflow with { Version = newest + 1 };
        call.Changed = ($"workflow:{saved.Id}", $"version {saved.Version}");
        return call.Services.Workflows.SaveAsync(
            new(saved.Id, saved.Name, DocumentCodec.Hash(saved), DocumentCodec.Text(saved)), expected, call.Cancellation);
    }

    private static Answer Created(ApiCall call, StoredWorkflow stored) =>
        DocumentAnswer.Of(call, stored, 201).With("Location", $"/api/workflows/{stored.Id}");
}
