using System.Text.Json;
using FlowForge.AiBench.Runs;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Testing;

namespace FlowForge.AiBench.Checks;

/// <summary>Holds what a run did against what it had to do.</summary>
internal sealed class ScenarioChecks(Scenario scenario, Node trigger, TestSight seen, RunWatch watch, IReadOnlyCollection<string> unexpected)
{
    private readonly Expectation wanted = scenario.Expect;

    /// <summary>The checks that do not hold, none when all do.</summary>
    public IReadOnlyList<FailedCheck> All() =>
    [
        .. Status(),
        .. unexpected.Distinct().Select(call => Failed("calls", $"not wanted {call}")),
        .. wanted.Calls is { } calls && Likeness.DiffersInAnyOrder(calls, [.. watch.Calls]) is { } wrong ? [Failed("calls", wrong)] : Array.Empty<FailedCheck>(),
        .. wanted.Effects is { } effects && Likeness.DiffersInAnyOrder(effects, [.. watch.Effects]) is { } other ? [Failed("effects", other)] : Array.Empty<FailedCheck>(),
        .. wanted.Gives.Where(items => !Lists().Any(list => Fits(items, list))).Select(items => Failed("gives", $"no node gives {string.Join(", ", items.Select(Likeness.Text))}; {Given()}")),
        .. Reply(),
    ];

    private IEnumerable<FailedCheck> Status()
    {
        var status = seen.Run.Status.ToString().ToUpperInvariant();
        if (status != wanted.Status)
        {
            yield return Failed("status", $"wanted {wanted.Status}, is {status}{(seen.Run.Failure is { } failure ? $" by {failure.Code} at {failure.NodeId}: {failure.Message}" : "")}");
        }
        else if (wanted.Message is { } message && seen.Run.Failure?.Message.Contains(message, StringComparison.OrdinalIgnoreCase) != true)
        {
            yield return Failed("message", $"wanted {message}, is {seen.Run.Failure?.Message}");
        }
    }

    private IEnumerable<FailedCheck> Reply()
    {
        if (wanted.Reply.ValueKind == JsonValueKind.Object && Likeness.Differs(wanted.Reply, watch.Reply.ValueKind == JsonValueKind.Undefined ? OfLastNode() : watch.Reply) is { } wrong)
        {
            yield return Failed("reply", wrong);
        }
    }

    /// <summary>What a webhook that answers with its last node would say.</summary>
    private JsonElement OfLastNode()
    {
        var how = trigger.Parameters;
        if (!how.TryGetProperty("respond", out var respond) || !respond.ValueEquals("lastNode"))
        {
            return default;
        }

        var isAll = how.TryGetProperty("responseData", out var what) && what.ValueEquals("all");
        return JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("status", 200);
            writer.WritePropertyName("body");
            if (isAll)
            {
                writer.WriteStartArray();
                seen.Output.ToList().ForEach(item => item.Json.WriteTo(writer));
                writer.WriteEndArray();
            }
            else if (seen.Output.Count > 0)
            {
                seen.Output[0].Json.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>What nodes gave, a list for each port of each: of all its runs together.</summary>
    private IEnumerable<List<JsonElement>> Lists() => seen.Results.SelectMany(static node => node.Value.SelectMany(static run => run.Ports)
        .GroupBy(static port => port.Key, StringComparer.Ordinal).Select(static port => port.SelectMany(static one => one.Value).ToList())).Append([]);

    private string Given() => string.Join("; ", seen.Results.Where(node => node.Key != trigger.Id)
        .Select(static node => $"{node.Key} gives {string.Join(", ", node.Value.SelectMany(static run => run.Ports.Values).SelectMany(static items => items).Take(3).Select(Likeness.Text))}"));

    private static bool Fits(IReadOnlyList<JsonElement> wanted, List<JsonElement> came) =>
        wanted.Count == came.Count && wanted.Zip(came).All(static pair => Likeness.Differs(pair.First, pair.Second) is null);

    private FailedCheck Failed(string check, string message) => new($"{scenario.Name}: {check}", message);
}
