using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core.Testing;
using FlowForge.Formats;

namespace FlowForge.Api.Endpoints;

/// <summary>A recorded run as a test of its workflow.</summary>
internal static class TestEndpoint
{
    public static async ValueTask<Answer> OfRun(ApiCall call)
    {
        var id = call.Value("id");
        if (call.Query("format") is not (null or "json" or "yaml") and var format)
        {
            return Refusals.Query("format", $"must be json or yaml, not '{format}'.");
        }

        var services = call.Services;
        if (await services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var recorder = new TestRecorder(services.Frames, services.Runs, services.Previews, services.Catalogue);
        var workflow = await RunDocument.LastAsync(call, run).ConfigureAwait(false);
        var test = services.Tests is { } runner
            ? await new SteadyRecorder(recorder, runner()).RecordAsync(run, workflow, call.Cancellation).ConfigureAwait(false)
            : await recorder.RecordAsync(run, workflow, call.Cancellation).ConfigureAwait(false);
        if (test.IsFailure)
        {
            return new ApiProblem(test.Failure.Code == "test.notEnded" ? 409 : 422, test.Failure.Code, "No test can be made of the run", test.Failure.Message) { RunId = id };
        }

        return call.Query("format") == "yaml"
            ? new Answer.Bytes(200, MediaType.Yaml, WorkflowTestText.WriteYaml(test.Value))
            : new Answer.Bytes(200, MediaType.Json, WorkflowTestText.WriteJson(test.Value));
    }
}
