using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Host;
using FlowForge.Scripting.Pool;

namespace FlowForge.Scripting;

/// <summary>
/// Scripts on a server: in worker processes that are killed when they do not stop. The host itself only reads sources and answers the
/// simplest expressions.
/// </summary>
public sealed class ProcessScripts : IScripts, IAsyncDisposable
{
    private readonly WorkerPool _pool;
    private readonly JobScripts _scripts;

    /// <summary>Starts the workers; does not wait for them.</summary>
    /// <param name="options">How many, where, and their bounds; null for the defaults.</param>
    /// <param name="clock">The clock of deadlines; null for the system's.</param>
    /// <exception cref="FileNotFoundException">The worker is not where the options say.</exception>
    public ProcessScripts(ScriptPoolOptions? options = null, TimeProvider? clock = null)
    {
        options ??= new();
        options.Validate();
        _pool = new(options, clock ?? TimeProvider.System);
        _scripts = new(_pool, options.ExpressionTime);
    }

    /// <summary>Operating-system ids of the workers that are there now, for diagnosis.</summary>
    public IReadOnlyList<int> WorkerProcessIds => _pool.ProcessIds;

    /// <inheritdoc/>
    public IPreparedParameters Prepare(JsonElement parameters) => _scripts.Prepare(parameters);

    /// <inheritdoc/>
    public IReadOnlyList<string?> NodeNames(string source) => _scripts.NodeNames(source);

    /// <inheritdoc/>
    public bool AsksOnlyItsInput(ScriptStep step) => _scripts.AsksOnlyItsInput(step);

    /// <inheritdoc/>
    public string RenameNode(string source, string from, string to) => _scripts.RenameNode(source, from, to);

    /// <inheritdoc/>
    public Failure? Check(string source) => _scripts.Check(source);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) =>
        _scripts.ResolveAsync(parameters, scope, offset, count, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) =>
        _scripts.RunAsync(chain, scope, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
