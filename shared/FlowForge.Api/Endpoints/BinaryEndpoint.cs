using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Endpoints;

/// <summary>The bytes of a binary that an item of a run, or of its family, names.</summary>
internal static class BinaryEndpoint
{
    /// <summary>Sends them as a download that no browser opens with the rights of this origin.</summary>
    public static async ValueTask<Answer> Get(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var opened = await Of(call.Services, run).OpenAsync(call.Value("ref"), call.Cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return new ApiProblem(404, BinaryFailures.Unknown, "No such binary", $"Run '{id}' has no binary of this reference.") { RunId = id };
        }

        return FileAnswer.Of(opened.Value)
            .With("Content-Disposition", FileNames.Disposition("attachment", opened.Value.Description.FileName))
            .With("ETag", $"\"{opened.Value.Description.Ref}\"")
            .With("Cache-Control", "private, no-cache")
            .With("Content-Security-Policy", "sandbox")
            .With("X-Content-Type-Options", "nosniff");
    }

    /// <summary>The binaries of a run's family.</summary>
    public static FamilyBinaries Of(ApiServices services, RunRecord run) => new(services.Runs, run.Family);
}
