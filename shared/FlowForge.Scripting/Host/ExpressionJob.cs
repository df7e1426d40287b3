using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Pool;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Host;

/// <summary>Asks a worker for the values of expressions over a page of items, all in one job.</summary>
internal sealed class ExpressionJob(PreparedParameters parameters, IScriptScope scope, IJobPool pool, TimeSpan time)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth + 1 };

    /// <summary>Fills in the values of the page, or gives the failure that all its items have.</summary>
    public async ValueTask<Failure?> FillAsync(
        ParameterPage page, IReadOnlyList<int> asked, IReadOnlyList<Item> items, int offset, CancellationToken cancellation)
    {
        var step = new StepHeader
        {
            Source = parameters.Definition!.Id,
            Node = scope.Node.DisplayName,
            TimeoutMs = Math.Max(1, (int)time.TotalMilliseconds),
            Offset = offset,
            IsWhole = offset == 0 && items.Count == scope.Input().Count,
            IsLenient = scope.Run.Manner == Manner.N8n,
            IsInJson = scope.Node.Kind == "set" && scope.Node.Parameters.TryGetProperty("json"u8, out _),
            Only = asked,
        }.Asking(parameters.Definition, scope);
        var encoder = new ItemEncoder();
        encoder.Add(items);
        var job = await new JobBuilder(scope, [step], [parameters.Definition], encoder, offset, items.Count).BuildAsync(cancellation).ConfigureAwait(false);
        if (job.IsFailure)
        {
            return job.Failure;
        }

        var end = await pool.RunAsync(job.Value).ConfigureAwait(false);
        if (end.Killed is { } killed)
        {
            return killed;
        }

        var frame = end.Steps[0];
        return frame.Result.Error is { } error ? Failure.Of(error.Code, error.Message) : Take(page, frame, asked);
    }

    private Failure? Take(ParameterPage page, StepFrame frame, IReadOnlyList<int> asked)
    {
        var values = new JsonElement[frame.Result.Chunks.Sum()];
        var at = 0;
        try
        {
            for (var chunk = 0; chunk < frame.Result.Chunks.Count; chunk++)
            {
                foreach (var value in JsonElement.Parse(frame.Sections[chunk].Span, Options).EnumerateArray())
                {
                    values[at++] = value;
                }
            }
        }
        catch (JsonException)
        {
            return JobScripts.Named(scope, Failure.Of(FailureCodes.Expression, $"The value of an expression is nested deeper than {Limits.Depth}."));
        }

        page.Take(values, (frame.Result.Errors ?? []).ToDictionary(error => error.Index ?? 0, error => Describe(error, asked)));
        return null;
    }

    private Failure Describe(StepError error, IReadOnlyList<int> asked)
    {
        var index = asked[(error.Index ?? 0) % asked.Count];
        var expression = parameters.Expressions.First(candidate => candidate.Index == index);
        return JobScripts.Named(scope, expression.Describe(error.Code, error.Message, null)) with { Stack = error.Stack };
    }
}
