using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Tests.Support;

/// <summary>Two real workers, shared by all tests that do not break them on purpose.</summary>
public sealed class ScriptsFixture : IAsyncLifetime
{
    internal ProcessScripts Scripts { get; } = new(new() { Workers = 2, ExpressionTime = TimeSpan.FromSeconds(1) });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Scripts.DisposeAsync();
}

/// <summary>Workers for many expressions at a time, on whatever machine: none of them is there to be stopped.</summary>
public sealed class PatientFixture : IAsyncLifetime
{
    internal ProcessScripts Scripts { get; } = new(new() { Workers = 2, ExpressionTime = TimeSpan.FromSeconds(10) });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Scripts.DisposeAsync();
}

/// <summary>Tests that share the workers.</summary>
[CollectionDefinition(Name)]
public sealed class ScriptsCollection : ICollectionFixture<ScriptsFixture>
{
    public const string Name = "scripts";
}

/// <summary>Short ways to run scripts.</summary>
internal static class ScriptRuns
{
    public static ScriptStep PerItem(string source, string name = "Code", double seconds = 5, bool collect = false, bool once = false) =>
        new(name.ToLowerInvariant(), name, source, true, TimeSpan.FromSeconds(seconds), once, collect);

    public static ScriptStep AllItems(string source, string name = "Code", double seconds = 5) =>
        new(name.ToLowerInvariant(), name, source, false, TimeSpan.FromSeconds(seconds));

    public static async Task<ScriptResult> RunAsync(this IScripts scripts, ScriptStep step, IScriptScope scope) =>
        Assert.Single(await scripts.RunAsync([step], scope, CancellationToken.None));

    public static async Task<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(this IScripts scripts, string parameters, TestScope scope) =>
        await scripts.ResolveAsync(scripts.Prepare(Json.Of(parameters)), scope, 0, scope.Items.Count, CancellationToken.None);

    /// <summary>The value of one expression for the first item.</summary>
    public static async Task<Outcome<JsonElement>> EvaluateAsync(this IScripts scripts, string template, TestScope scope)
    {
        var parameters = JsonSerializer.Serialize(new Dictionary<string, string> { ["v"] = template });
        var result = (await scripts.ResolveAsync(parameters, scope))[0];
        return result.IsFailure ? result.Failure : result.Value.GetProperty("v");
    }
}
