using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>For workflows without expressions: everything is literal, and asking for more is the test's mistake.</summary>
internal sealed class LiteralScripts : IScripts
{
    public IPreparedParameters Prepare(JsonElement parameters) => new Literal();

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(
        IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) => throw new NotSupportedException();

    public IReadOnlyList<string?> NodeNames(string source) => [];

    public string RenameNode(string source, string from, string to) => source;

    public Failure? Check(string source) => null;

    private sealed class Literal : IPreparedParameters
    {
        public bool IsLiteral => true;

        public IReadOnlyList<string?> NodeNames => [];

        public IReadOnlyList<KeyValuePair<string, Failure>> Problems => [];
    }
}
