using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A kind that calls runs in rounds: <c>{ id, rounds, calls }</c>. With a counter each decision is another one, as a model's are, and the calls and the result tell
/// which were followed.
/// </summary>
internal sealed class TalkingKind(Func<int>? decide = null) : ICallingKind
{
    public KindDescription Description { get; } = new()
    {
        Kind = "talks", Title = "Talks", Group = "ai", Summary = "Talks.", Help = "", Icon = "x", Suspends = true, CallsWorkflows = true,
        ParameterSchema = JsonElement.Parse("{}"), Example = JsonElement.Parse("{}"),
    };

    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => new(Decide(context, 1, ""));

    public async ValueTask<NodeResult> GoOnAsync(INodeContext context, string memo, IReadOnlyList<EndedCall>? ended, CancellationToken cancellation)
    {
        var parts = memo.Split('|');
        var (round, story) = (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        if (ended is null)
        {
            return Calls(context, memo, parts[2]);
        }

        foreach (var call in ended)
        {
            // A call that another decision made than the one that is remembered stands out.
            var path = call.Output.IsFailure ? "" : (await call.Output.Value.ReadAsync(0, 1, cancellation))[0].Json.GetProperty("path").GetString()!;
            story += path.Length == 0 || path.Contains($".{parts[2]}x", StringComparison.Ordinal) ? "" : $"<{parts[2]}>";
            story += call.Output.IsFailure ? $"!{call.Output.Failure.Code};" : $"{path};";
        }

        if (round < context.Node.Parameters.GetProperty("rounds").GetInt32())
        {
            return Decide(context, round + 1, story);
        }

        await context.WriteAsync("out", new(JsonElement.Parse($$"""{"n":{{round}},"path":"{{story}}"}""")), Origin.First(0));
        return NodeResult.Done;
    }

    private NodeResult.CallRuns Decide(INodeContext context, int round, string story)
    {
        context.Spend(new(10, 1, null));
        var decision = decide is null ? "d" : decide().ToString(CultureInfo.InvariantCulture);
        return Calls(context, $"{round}|{story}|{decision}", decision);
    }

    private static NodeResult.CallRuns Calls(INodeContext context, string memo, string decision) => new(
        [.. Enumerable.Range(0, context.Node.Parameters.GetProperty("calls").GetInt32()).Select(n => new RunToCall(
            context.Node.Parameters.GetProperty("id").GetString()!, new(JsonElement.Parse($$"""{"n":{{n}},"path":"{{memo[0]}}.{{n}}.{{decision}}"}"""))))],
        memo);
}
