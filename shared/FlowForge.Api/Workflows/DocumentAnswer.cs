using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Conditions;
using FlowForge.Api.Routing;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Workflows;

/// <summary>Answers with a document in the format that <c>Accept</c> wants.</summary>
internal static class DocumentAnswer
{
    /// <summary>The newest version with its ETag, or 304 when the caller has it.</summary>
    public static Answer Of(ApiCall call, StoredWorkflow stored, int status)
    {
        var tag = ETags.Quote(stored.ETag);
        if (status == 200 && HttpMethodIsRead(call) && ETags.IsKnown(call, stored.ETag))
        {
            return new Answer.Empty(304).With("ETag", tag).With("Vary", "Accept");
        }

        var answer = Of(call, call.State.Documents.Get(stored.Hash, stored.Document, stored.Version), status).With("ETag", tag);
        return stored.PublishedVersion is { } published ? answer.With("FlowForge-Published-Version", published.ToString()) : answer;
    }

    /// <summary>A document without a state of its own.</summary>
    public static Answer Of(ApiCall call, Workflow workflow, int status = 200) => MediaType.Preferred(call.Header("Accept")) switch
    {
        MediaType.Json => In(workflow, MediaType.Json, status),
        MediaType.Yaml => In(workflow, MediaType.Yaml, status),
        _ => new ApiProblem(406, "request.accept", "No such format", "A document is answered as application/json or application/yaml."),
    };

    /// <summary>A document in one of the two formats.</summary>
    public static Answer In(Workflow workflow, string format, int status = 200)
    {
        var body = format == MediaType.Yaml ? DocumentCodec.WriteYaml(workflow) : DocumentCodec.WriteJson(workflow);
        return new Answer.Bytes(status, format == MediaType.Yaml ? $"{format}; charset=utf-8" : format, body)
            .With("Vary", "Accept");
    }

    private static bool HttpMethodIsRead(ApiCall call) => call.Request.Method is "GET" or "HEAD";
}
