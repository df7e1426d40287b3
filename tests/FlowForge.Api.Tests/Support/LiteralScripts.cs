using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Tests.Support;

/// <summary>Parameters without expressions, which is all that these tests draw; no script ever runs.</summary>
internal sealed class LiteralScripts : IScripts
{
    public IPreparedParameters Prepare(JsonElement parameters) => new Literal();

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) =>
        new(Enumerable.Repeat((Outcome<JsonElement>)scope.Node.Parameters, Math.Max(1, count)).ToList());

    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) =>
        throw new NotSupportedException("These tests run no scripts.");

    public IReadOnlyList<string?> NodeNames(string source) => [];

    public Failure? Check(string source) => null;

    private sealed class Literal : IPreparedParameters
    {
        public bool IsLiteral => true;

        public IReadOnlyList<string?> NodeNames => [];

        public IReadOnlyList<KeyValuePair<string, Failure>> Problems => [];
    }
}
