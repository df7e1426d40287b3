using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Workflows;

/// <summary>A document as it came: what could be read of it, and all that is wrong with it.</summary>
/// <param name="Workflow">Null when the text could not be read.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record ReadDocument(Workflow? Workflow, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether it may be saved and run.</summary>
    public bool IsValid => Workflow is not null && !Problems.Any(problem => !problem.IsWarning);

    /// <summary>The document of a request's body, read strictly and validated. Only size and content type are refusals.</summary>
    public static async ValueTask<Asked<ReadDocument>> FromBodyAsync(ApiCall call)
    {
        var type = MediaType.Bare(call.Request.ContentType);
        if (type.Length > 0 && !MediaType.IsJson(type) && !MediaType.IsYaml(type))
        {
            return new ApiProblem(415, "request.contentType", "Unknown content type", $"'{type}' is neither application/json nor application/yaml.")
                .With("Accept", "application/json, application/yaml");
        }

        var body = await BodyReader.ReadAsync(call.Request, Limits.DocumentBytes, call.Cancellation).ConfigureAwait(false);
        return body.IsRefused
            ? body.Problem
            : await OfAsync(call.Services, body.Value, MediaType.IsYaml(type) ? MediaType.Yaml : MediaType.Json, call.Cancellation).ConfigureAwait(false);
    }

    /// <summary>A document in bytes, read strictly and validated.</summary>
    public static async ValueTask<ReadDocument> OfAsync(
        ApiServices services, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellation)
    {
        var (workflow, problems) = DocumentCodec.Read(bytes, contentType);
        return workflow is null
            ? new(null, problems)
            : new(workflow, [.. problems, .. await DocumentCodec.ValidateAsync(services, workflow, cancellation).ConfigureAwait(false)]);
    }

    /// <summary>A document of the body that may be saved or run, else 422 with every problem.</summary>
    public static async ValueTask<Asked<Workflow>> ValidFromBodyAsync(ApiCall call)
    {
        var read = await FromBodyAsync(call).ConfigureAwait(false);
        return read.IsRefused ? read.Problem : read.Value.IsValid ? read.Value.Workflow! : Refusals.Invalid(read.Value.Problems);
    }
}
