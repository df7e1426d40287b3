using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Web.Editor.Differences;

namespace FlowForge.Web.Editor.Proposals;

/// <summary>
/// A proposal as it is shown. Only its words are taken from whoever proposes: what changes, what is wrong with it and what it could do is worked
/// out here from the two documents, so that nothing a proposal leaves out stays hidden.
/// </summary>
public sealed record ShownProposal
{
    /// <summary>The document it would give.</summary>
    public required Workflow Workflow { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>What changes.</summary>
    public required WorkflowDiff Diff { get; init; }

    /// <summary>What is wrong with the document it would give, refusals first.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>What the document could do that the one before cannot.</summary>
    public required IReadOnlyList<CapabilityChange> Capabilities { get; init; }

    /// <summary>Whether a text looks like a proposal.</summary>
    public static bool Is(string text) =>
        text.AsSpan().TrimStart().StartsWith("{") && text.Contains("\"operations\"", StringComparison.Ordinal) && text.Contains("\"workflow\"", StringComparison.Ordinal);

    /// <summary>Reads <c>{ operations, workflow, explanation, assumptions, questions, … }</c> against the document as it stands; else says what is wrong.</summary>
    public static (ShownProposal? Proposal, string? Trouble) Read(ReadOnlyMemory<byte> utf8, Workflow before, ICatalogue catalogue)
    {
        if (StrictJson.Read(utf8) is not { IsRefused: false, Value: { ValueKind: JsonValueKind.Object } json })
        {
            return (null, "This is not the JSON of a proposal.");
        }

        if (!json.TryGetProperty("workflow", out var document))
        {
            return (null, "The proposal has no workflow.");
        }

        var reading = WorkflowJson.Read(document);
        if (reading.Workflow is not { } read)
        {
            return (null, $"The proposed workflow cannot be read. {string.Join(' ', reading.Problems.Take(3).Select(problem => problem.Message))}");
        }

        var diff = WorkflowDiff.Of(before, read);
        var gone = before.Nodes.Select(node => node.Id).Except(read.Nodes.Select(node => node.Id)).ToHashSet(StringComparer.Ordinal);
        var after = read with { Id = before.Id, Version = before.Version, Nodes = [.. diff.Union.Nodes.Where(node => !gone.Contains(node.Id))] };
        return (new()
        {
            Workflow = after,
            Explanation = json.TryGetProperty("explanation", out var why) && why.ValueKind == JsonValueKind.String ? why.GetString()! : "",
            Assumptions = Texts(json, "assumptions"),
            Questions = Texts(json, "questions"),
            Diff = diff,
            Problems = WorkflowValidator.Validate(after, catalogue, here: RunsIn.Server),
            Capabilities = Core.Proposals.Capabilities.Added(before, after, catalogue),
        }, null);
    }

    private static IReadOnlyList<string> Texts(JsonElement json, string name) => json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
        : [];
}
