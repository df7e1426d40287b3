using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Parameters without <c>={{</c> are literal; an expression fails with <c>test.broken</c>.</summary>
internal sealed class BrokenScripts : IScripts
{
    public IPreparedParameters Prepare(JsonElement parameters) => new Text(!parameters.GetRawText().Contains("={{", StringComparison.Ordinal));

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Range(0, Math.Max(1, count)).Select(_ => (Outcome<JsonElement>)Failure.Of("test.broken", "It is broken."))]);

    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public IReadOnlyList<string?> NodeNames(string source) => [];

    public string RenameNode(string source, string from, string to) => source;

    public Failure? Check(string source) => null;

    private sealed class Text(bool isLiteral) : IPreparedParameters
    {
        public bool IsLiteral => isLiteral;

        public IReadOnlyList<string?> NodeNames => [];

        public IReadOnlyList<KeyValuePair<string, Failure>> Problems => [];
    }
}
