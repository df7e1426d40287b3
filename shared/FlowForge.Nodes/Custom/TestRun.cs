using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Nodes.Custom;

/// <summary>Runs a custom kind's own tests in the sandbox, before it is saved.</summary>
internal static class TestRun
{
    private const int Shown = 300;

    /// <summary><c>kind.testFailed</c> for each test that does not give what it expects.</summary>
    public static async ValueTask<IReadOnlyList<Problem>> RunAsync(Definition definition, IScripts scripts, DateTimeOffset now, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < definition.Tests.Count; i++)
        {
            if (await RunAsync(definition, definition.Tests[i], scripts, now, cancellation).ConfigureAwait(false) is { } wrong)
            {
                problems.Add(new("kind.testFailed", $"tests[{i}]", $"Test '{definition.Tests[i].Name}': {wrong}"));
            }
        }

        return problems;
    }

    /// <summary><c>kind.sampleFailed</c> when items of a run, with the parameters of the example, make it fail.</summary>
    public static async ValueTask<IReadOnlyList<Problem>> SampleAsync(
        Definition definition, IReadOnlyList<Item> samples, IScripts scripts, DateTimeOffset now, CancellationToken cancellation)
    {
        var sent = await SentAsync(definition, definition.Description.Example, [.. samples.Select(static item => item.Json)], scripts, now, cancellation).ConfigureAwait(false);
        return sent.IsFailure ? [new("kind.sampleFailed", "source", $"On items of a run it fails with {sent.Failure.Code}: {sent.Failure.Message}")] : [];
    }

    private static async ValueTask<string?> RunAsync(
        Definition definition, DefinitionTest test, IScripts scripts, DateTimeOffset now, CancellationToken cancellation)
    {
        var given = await SentAsync(definition, test.Parameters, test.Items, scripts, now, cancellation).ConfigureAwait(false);
        if (test.Fails is { } part)
        {
            return !given.IsFailure ? $"expected a failure with '{part}', and there was none."
                : $"{given.Failure.Code} {given.Failure.Message}".Contains(part, StringComparison.OrdinalIgnoreCase) ? null
                : $"expected a failure with '{part}', and it was {given.Failure.Code}: {given.Failure.Message}";
        }

        return given.IsFailure ? $"it failed with {given.Failure.Code}: {given.Failure.Message}" : Difference(definition, test, given.Value);
    }

    private static async ValueTask<Outcome<List<SentItem>>> SentAsync(
        Definition definition, JsonElement given, IReadOnlyList<JsonElement> items, IScripts scripts, DateTimeOffset now, CancellationToken cancellation)
    {
        var parameters = ScriptedKind.Checked(definition, given);
        if (parameters.IsFailure)
        {
            return parameters.Failure;
        }

        var node = new Node { Id = "test", Kind = definition.Description.Kind, Parameters = parameters.Value };
        var step = ScriptedKind.Step(definition, node, new(parameters.Value, 0, items.Count), collects: false);
        var scope = new TestScope(node, ItemList.Of([.. items.Select(json => new Item(json))]), now);
        var result = (await scripts.RunAsync([step], scope, cancellation).ConfigureAwait(false))[0];
        return (result.Failure ?? (result.ItemFailures is [var first, ..] ? first.Value : null)) is { } failure
            ? failure
            : SentItem.Of(result, definition.Description.Outputs);
    }

    private static string? Difference(Definition definition, DefinitionTest test, List<SentItem> sent)
    {
        if (test.Ports.FirstOrDefault(port => !definition.Description.Outputs.Contains(port)) is { } unknown)
        {
            return $"it expects items at '{unknown}', which is no output port.";
        }

        foreach (var port in definition.Description.Outputs)
        {
            var (expected, given) = (test.Expected(port), sent.Where(one => one.Port == port).Select(one => one.Item.Json).ToList());
            for (var i = 0; i < Math.Max(expected.Count, given.Count); i++)
            {
                if (i >= given.Count || i >= expected.Count || !JsonElement.DeepEquals(expected[i], given[i]))
                {
                    return $"item {i} at '{port}' is {Text(given, i)} and not {Text(expected, i)}.";
                }
            }
        }

        return null;
    }

    private static string Text(IReadOnlyList<JsonElement> items, int index)
    {
        var text = index < items.Count ? items[index].GetRawText() : "missing";
        return text.Length <= Shown ? text : text[..Shown] + "…";
    }
}
