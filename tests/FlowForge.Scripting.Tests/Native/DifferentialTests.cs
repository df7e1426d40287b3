using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Native;

/// <summary>The fast path and Jint give the same results, for random expressions over random items.</summary>
[Collection(ScriptsCollection.Name)]
public sealed class DifferentialTests(ScriptsFixture fixture)
{
    private const int Expressions = 4_000;
    private const int PerBatch = 50;
    private const int Items = 12;

    private readonly ProcessScripts _scripts = fixture.Scripts;

    [Fact]
    public async Task ResolveAsync_FastPath_AgreesWithTheEngine()
    {
        var seed = Seeds.First();
        var random = new RandomExpressions(seed);
        var native = 0;
        for (var batch = 0; batch < Expressions / PerBatch; batch++)
        {
            var scope = new TestScope { Items = ItemList.Of(Json.Many(Items, _ => random.Item())) };
            for (var i = 0; i < PerBatch; i += 10)
            {
                var templates = Enumerable.Range(0, 10).Select(_ => random.Template()).ToArray();
                native += await CompareAsync(templates, scope, seed);
            }
        }

        Assert.True(native > Expressions / 3, $"only {native} of {Expressions} took the fast path");
    }

    private async Task<int> CompareAsync(RandomTemplate[] templates, TestScope scope, int seed)
    {
        var fast = templates.Select(template => _scripts.Prepare(Parameters(template.Plain))).ToArray();
        var slow = _scripts.Prepare(JsonSerializer.SerializeToElement(templates.Select(template => template.ForEngine).ToArray()));
        Assert.Empty(slow.Problems);
        var expected = await _scripts.ResolveAsync(slow, scope, 0, Items, default);
        for (var t = 0; t < templates.Length; t++)
        {
            var actual = await _scripts.ResolveAsync(fast[t], scope, 0, Items, default);
            for (var i = 0; i < Items; i++)
            {
                Assert.False(expected[i].IsFailure, $"seed {seed}: {expected[i].Failure?.Message}");
                var wanted = expected[i].Value[t];
                var message = $"seed {seed}: {templates[t].Plain} over {(await scope.Items.ReadAllAsync(default))[i].Json} gave {Show(actual[i])}, not {wanted}";
                Assert.True(IsSame(wanted, actual[i]), message);
            }
        }

        return templates.Count(template => template.IsCandidate);
    }

    /// <summary>The engine's variant answers <c>{ v }</c> or <c>{ e }</c>, so that one batch holds failures too.</summary>
    private static bool IsSame(JsonElement wanted, Core.Failures.Outcome<JsonElement> actual) => wanted.TryGetProperty("e", out var error)
        ? actual.IsFailure && actual.Failure!.Message.Contains(error.GetString()!, StringComparison.Ordinal)
        : !actual.IsFailure && JsonElement.DeepEquals(wanted.GetProperty("v"), actual.Value[0]);

    private static string Show(Core.Failures.Outcome<JsonElement> outcome) => outcome.IsFailure ? outcome.Failure!.Message : outcome.Value.ToString();

    private static JsonElement Parameters(string template) => JsonSerializer.SerializeToElement(new[] { template });
}
