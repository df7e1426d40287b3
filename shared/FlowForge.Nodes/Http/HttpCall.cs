using FlowForge.Core;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>One call: the request of one page, sent again while its status says so, always under the same key.</summary>
internal sealed class HttpCall(IEgress egress, TimeProvider clock, HttpParameters parameters, HttpFiles files, string key)
{
    private BinaryDraft? draft;

    /// <summary>The credential it carries, or null. A page at another origin gets none.</summary>
    public CredentialCall? Credential { get; init; }

    /// <summary>The run's place in a trace, or null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The answer, or the failure: <c>http.status</c>, <c>http.notJson</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>, <c>binary.*</c>.</summary>
    /// <param name="target">Where the page is.</param>
    /// <param name="most">Bytes the answer may have.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async ValueTask<Outcome<HttpAnswer>> SendAsync(HttpTarget target, long most, CancellationToken cancellation)
    {
        var body = target.IsForeign ? default(HttpBody) : await HttpBody.WriteAsync(parameters, files, key, cancellation).ConfigureAwait(false);
        if (body.IsFailure)
        {
            return body.Failure;
        }

        var request = HttpRequest.Of(parameters, target, key, TraceParent, most, body.Value) with
        {
            BodyTo = BodyTo,
            Credential = target.IsForeign ? null : Credential,
        };
        for (var tries = 1; ; tries++)
        {
            var response = await egress.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.IsFailure)
            {
                return response.Failure;
            }

            if (parameters.Retry.PauseAfter(tries, response.Value, clock.GetUtcNow()) is not { } pause)
            {
                return await AnswerAsync(response.Value, cancellation).ConfigureAwait(false);
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private Stream? BodyTo(AnswerHead head) => draft = HttpAnswer.IsFile(head, parameters) ? files.Create(head) : null;

    private async ValueTask<Outcome<HttpAnswer>> AnswerAsync(OutgoingResponse response, CancellationToken cancellation)
    {
        if (response.Status >= 400 && !parameters.NeverError)
        {
            return HttpFailures.Status(response);
        }

        if (draft is not null && (parameters.Response == HttpResponseKind.File || response.Length > 0))
        {
            return await FileAsync(response, cancellation).ConfigureAwait(false);
        }

        var read = HttpAnswer.Read(response, parameters.Response);
        if (read.IsFailure)
        {
            return read.Failure;
        }

        if (read.Value is { } answer)
        {
            return answer;
        }

        draft = files.Create(new(response.Status, response.Headers, response.Url));
        await draft.WriteAsync(response.Body, cancellation).ConfigureAwait(false);
        return await FileAsync(response, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Outcome<HttpAnswer>> FileAsync(OutgoingResponse response, CancellationToken cancellation)
    {
        var file = await draft!.CompleteAsync(cancellation).ConfigureAwait(false);
        return file.IsFailure
            ? file.Failure
            : new HttpAnswer(response, Core.Serialization.JsonConstants.EmptyObject, IsText: false) { File = file.Value };
    }
}
