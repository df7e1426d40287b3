using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Starts;

/// <summary>The key of a workflow's concurrency rule: a text, or an expression that is evaluated once, on the first item of the trigger.</summary>
internal sealed class ConcurrencyKey
{
    private const string Name = "key";
    private readonly IPreparedParameters _prepared;
    private readonly ConcurrencyRule _rule;
    private readonly IScripts _scripts;

    public ConcurrencyKey(ConcurrencyRule rule, IScripts scripts)
    {
        (_rule, _scripts) = (rule, scripts);
        _prepared = scripts.Prepare(JsonElement.Parse($$"""{"{{Name}}":"{{JsonEncodedText.Encode(rule.Key)}}"}"""));
    }

    /// <summary>The claim of a run. A value that is no text counts by its JSON, nothing at all as null. Failures are those of expressions.</summary>
    public async ValueTask<Outcome<PlaceClaim>> ClaimAsync(IScriptScope scope, bool isTest, CancellationToken cancellation)
    {
        var value = _rule.Key;
        if (!_prepared.IsLiteral)
        {
            var resolved = (await _scripts.ResolveAsync(_prepared, scope, 0, Math.Min(1, scope.Input().Count), cancellation).ConfigureAwait(false))[0];
            if (resolved.IsFailure)
            {
                return resolved.Failure with { Message = $"The concurrency key could not be evaluated: {resolved.Failure.Message}" };
            }

            value = !resolved.Value.TryGetProperty(Name, out var key) ? "null"
                : key.ValueKind == JsonValueKind.String ? key.GetString()!
                : key.GetRawText();
        }

        // A try of a draft neither waits for live runs nor takes their places.
        return new PlaceClaim(Identity.Hash("place", scope.Run.WorkflowId, isTest ? "test" : "live", value), _rule.Limit, _rule.WhenBusy);
    }
}
