using System.Text.Json;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Testing;

/// <summary>Something that came out in another way than a test expects.</summary>
/// <param name="Place">Where: node, iteration, port, item and path, e.g. <c>total[1] out[0].sum</c>; <c>run</c> for the run.</param>
/// <param name="Message">What was expected and what came.</param>
public sealed record TestDifference(string Place, string Message)
{
    /// <summary>The field that differs: its node, and its names with dots between them, as <c>ignore</c> takes them; null where it is not one field.</summary>
    public (string Node, string Path)? Field { get; init; }
}

/// <summary>Compares what a node gave with what was expected.</summary>
internal sealed class ResultComparison(IReadOnlyDictionary<string, IReadOnlyList<string>> ignored)
{
    private const int Shown = 120;

    /// <summary>Differences told of one node; the rest is counted.</summary>
    private const int Most = 20;

    /// <summary>The differences of one node's runs, in the order of the expected ones.</summary>
    public IReadOnlyList<TestDifference> Of(string node, IReadOnlyList<TestResult> expected, IReadOnlyList<TestResult> actual)
    {
        var found = new List<TestDifference>();
        var byIteration = actual.ToDictionary(static result => result.Iteration, StringComparer.Ordinal);
        foreach (var wanted in expected)
        {
            var place = Place(node, wanted.Iteration);
            if (byIteration.Remove(wanted.Iteration, out var came))
            {
                Compare(node, place, wanted, came, found);
            }
            else if (wanted.Status != FrameStatus.Skipped)
            {
                found.Add(new(place, "expected to run, and did not"));
            }
        }

        found.AddRange(byIteration.Values.Where(static came => came.Status != FrameStatus.Skipped).Select(came => new TestDifference(Place(node, came.Iteration), "ran, and was not expected to")));
        return found.Count <= Most ? found : [.. found.Take(Most), new(node, $"and {found.Count - Most} more differences")];
    }

    private void Compare(string node, string place, TestResult wanted, TestResult came, List<TestDifference> found)
    {
        if (wanted.Status != came.Status || wanted.Failure != came.Failure)
        {
            found.Add(new(place, $"expected {Ended(wanted)}, was {Ended(came)}{(came.Message is { } message ? $": {message}" : "")}"));
        }

        foreach (var port in wanted.Ports.Keys.Union(came.Ports.Keys))
        {
            var (before, after) = (wanted.Ports.GetValueOrDefault(port) ?? [], came.Ports.GetValueOrDefault(port) ?? []);
            if (before.Count != after.Count)
            {
                found.Add(new($"{place} {port}", $"expected {Items(before.Count)}, got {Items(after.Count)}"));
            }

            for (var at = 0; at < Math.Min(before.Count, after.Count); at++)
            {
                Compare(node, $"{place} {port}[{at}]", "", before[at], after[at], found);
            }
        }
    }

    private void Compare(string node, string place, string path, JsonElement wanted, JsonElement came, List<TestDifference> found)
    {
        if (found.Count > Most + 1 || IsIgnored(node, path))
        {
            return;
        }

        if (wanted.ValueKind == JsonValueKind.Object && came.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in wanted.EnumerateObject().Select(static property => property.Name).Union(came.EnumerateObject().Select(static property => property.Name)))
            {
                var (at, inside) = (Serialization.DocumentPath.Property(place, name), path.Length == 0 ? name : $"{path}.{name}");
                var (has, gives) = (wanted.TryGetProperty(name, out var before), came.TryGetProperty(name, out var after));
                if (has && gives)
                {
                    Compare(node, at, inside, before, after, found);
                }
                else if (!IsIgnored(node, inside))
                {
                    found.Add(new(at, has ? $"expected {Text(before)}, is missing" : $"is {Text(after)}, and was not expected") { Field = (node, inside) });
                }
            }
        }
        else if (wanted.ValueKind == JsonValueKind.Array && came.ValueKind == JsonValueKind.Array)
        {
            if (wanted.GetArrayLength() != came.GetArrayLength())
            {
                found.Add(new(place, $"expected {wanted.GetArrayLength()} elements, got {came.GetArrayLength()}") { Field = (node, path) });
            }

            foreach (var (at, (before, after)) in wanted.EnumerateArray().Zip(came.EnumerateArray()).Index())
            {
                Compare(node, $"{place}[{at}]", path, before, after, found);
            }
        }
        else if (!JsonElement.DeepEquals(wanted, came))
        {
            found.Add(new(place, $"expected {Text(wanted)}, got {Text(came)}") { Field = path.Length > 0 ? (node, path) : null });
        }
    }

    private bool IsIgnored(string node, string path) =>
        path.Length > 0 && (Names(node).Contains(path, StringComparer.Ordinal) || Names("*").Contains(path, StringComparer.Ordinal));

    private IReadOnlyList<string> Names(string node) => ignored.GetValueOrDefault(node) ?? [];

    private static string Place(string node, string iteration) => iteration.Length == 0 ? node : $"{node}[{iteration}]";

    private static string Ended(TestResult result) =>
        result.Failure is { } code ? $"{result.Status.ToString().ToUpperInvariant()} with {code}" : result.Status.ToString().ToUpperInvariant();

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";

    private static string Text(JsonElement value) => value.GetRawText() is var text && text.Length > Shown ? $"{text[..Shown]}…" : text;
}
