using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Validation;

/// <summary>Reads just enough of expressions for validation: the names they ask for, and "!!" as what does not parse.</summary>
public sealed partial class TestScripts : IScripts
{
    public IPreparedParameters Prepare(JsonElement parameters) => new Prepared(parameters.GetRawText());

    public IReadOnlyList<string?> NodeNames(string source) => [.. Name().Matches(source).Select(match => match.Groups[1].Value)];

    public string RenameNode(string source, string from, string to) => source.Replace($"$('{from}')", $"$('{to}')", StringComparison.Ordinal);

    public Failure? Check(string source) =>
        source.Contains("!!", StringComparison.Ordinal) ? Failure.Of(FailureCodes.Script, "Unexpected token '!' (1:1).") : null;

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) =>
        throw new NotSupportedException();

    [GeneratedRegex(@"\$\('([^']*)'\)")]
    private static partial Regex Name();

    private sealed class Prepared(string text) : IPreparedParameters
    {
        public bool IsLiteral => false;

        public IReadOnlyList<string?> NodeNames => [.. Name().Matches(text).Select(match => match.Groups[1].Value), null];

        public IReadOnlyList<KeyValuePair<string, Failure>> Problems =>
            text.Contains("!!", StringComparison.Ordinal) ? [new("rules[0].name", Failure.Of(FailureCodes.Expression, "Unexpected token '!'."))] : [];
    }
}
