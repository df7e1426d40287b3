using System.ClientModel.Primitives;
using System.IO.Pipelines;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Models;

/// <summary>Sends what the OpenAI client puts together through the host's way out. The answer is read while it comes.</summary>
internal sealed class EgressTransport(IEgress egress, TimeSpan time) : PipelineTransport
{
    // The client would also tell the operating system and its own version.
    private static readonly string[] Passed = ["Authorization", "Accept", "Content-Type"];

    /// <summary>What the calls of this flow of control carry as their idempotency key.</summary>
    public static readonly AsyncLocal<string?> IdempotencyKey = new();

    protected override PipelineMessage CreateMessageCore() => new EgressMessage(new EgressRequest());

    protected override void ProcessCore(PipelineMessage message) =>
        throw new NotSupportedException("The AI layer asks asynchronously.");

    protected override async ValueTask ProcessCoreAsync(PipelineMessage message)
    {
        var request = message.Request;
        var body = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.WriteToAsync(body, message.CancellationToken).ConfigureAwait(false);
        }

        var exchange = new Exchange();
        KeyValuePair<string, string>[] key = IdempotencyKey.Value is { } given ? [KeyValuePair.Create("Idempotency-Key", given)] : [];
        var outgoing = new OutgoingRequest
        {
            Method = request.Method,
            Url = request.Uri!.AbsoluteUri,
            Headers = [.. Passed.Select(name => (name, has: request.Headers.TryGetValue(name, out var value), value)).Where(one => one.has).Select(one => KeyValuePair.Create(one.name, one.value!)), .. key],
            Body = body.ToArray(),
            Timeout = time,
            MaxBytes = Limits.AiReplyBytes,
            MaxRedirects = 0,
            BodyTo = exchange.Begin,
        };
        exchange.Run(egress, outgoing, message.CancellationToken);
        ((EgressMessage)message).Take(await exchange.Answered.ConfigureAwait(false));
    }

    private sealed class EgressMessage(PipelineRequest request) : PipelineMessage(request)
    {
        public void Take(PipelineResponse response) => Response = response;
    }

    /// <summary>One call: its head ends the wait, its body flows through a pipe, its failure ends both.</summary>
    private sealed class Exchange
    {
        private readonly TaskCompletionSource<PipelineResponse> head = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Pipe pipe = new();

        public Task<PipelineResponse> Answered => head.Task;

        /// <summary>A refusal is small and read whole; all else flows.</summary>
        public Stream? Begin(AnswerHead answer)
        {
            if (answer.Status >= 300)
            {
                return null;
            }

            head.TrySetResult(new EgressResponse(answer, pipe.Reader.AsStream()));
            return pipe.Writer.AsStream(leaveOpen: true);
        }

        public async void Run(IEgress egress, OutgoingRequest request, CancellationToken cancellation)
        {
            Exception? end;
            try
            {
                var answer = await egress.SendAsync(request, cancellation).ConfigureAwait(false);
                end = answer.IsFailure ? new EgressFailedException(answer.Failure, head.Task.IsCompletedSuccessfully) : null;
                if (!answer.IsFailure)
                {
                    head.TrySetResult(new EgressResponse(new(answer.Value.Status, answer.Value.Headers, answer.Value.Url), answer.Value.Body));
                }
            }
            catch (Exception fault)
            {
                end = fault;
            }

            await pipe.Writer.CompleteAsync(end).ConfigureAwait(false);
            if (end is not null)
            {
                head.TrySetException(end);
            }
        }
    }
}

/// <summary>A call that came to nothing, on its way through the client.</summary>
internal sealed class EgressFailedException(Failure failure, bool hadAnswered) : IOException(failure.Message)
{
    /// <summary>Whether the head of an answer had come.</summary>
    public bool HadAnswered { get; } = hadAnswered;

    public Failure Failure { get; } = failure;
}
