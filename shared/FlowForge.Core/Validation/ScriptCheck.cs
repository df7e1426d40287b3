using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Expressions and code: that they parse, and that the nodes they name are upstream.</summary>
internal static class ScriptCheck
{
    public static void Run(Subject subject, Adjacency adjacency, IScripts scripts)
    {
        ConcurrencyKey(subject, scripts);
        var references = new List<Reference>();
        for (var i = 0; i < subject.NodeCount; i++)
        {
            Node(subject, scripts, i, references);
        }

        // With `join: each` any node that has run may be asked (semantics 7).
        if (subject.Workflow.Config.Join == JoinRule.All && references.Count > 0)
        {
            References(subject, adjacency, references);
        }
    }

    private static void Node(Subject subject, IScripts scripts, int index, List<Reference> references)
    {
        var node = subject.Workflow.Nodes[index];
        if (MayHoldExpressions(node.Parameters))
        {
            var prepared = scripts.Prepare(node.Parameters);
            Syntax(subject, prepared, path => Subject.ParameterPath(index, path), node.Id);
            Collect(prepared.NodeNames, "");
        }

        foreach (var script in subject.Kinds[index]?.Capabilities(node).OfType<Capability.Script>() ?? [])
        {
            // A kind that brings its code has no place in the parameters to point at, and was checked when it was added.
            if (script.Path is not { } path)
            {
                continue;
            }

            if (scripts.Check(script.Code) is { } failure)
            {
                subject.Problems.Refuse(ProblemCodes.Syntax, Subject.ParameterPath(index, path), failure.Message, node.Id);
            }
            else
            {
                Collect(scripts.NodeNames(script.Code), path);
            }
        }

        void Collect(IReadOnlyList<string?> names, string path) =>
            references.AddRange(names.OfType<string>().Distinct(StringComparer.Ordinal).Select(name => new Reference(index, name, path)));
    }

    private static void ConcurrencyKey(Subject subject, IScripts scripts)
    {
        if (subject.Workflow.Config.Concurrency is { } rule && rule.Key.StartsWith('='))
        {
            var prepared = scripts.Prepare(JsonElement.Parse($"{{\"key\":\"{JsonEncodedText.Encode(rule.Key)}\"}}"));
            Syntax(subject, prepared, path => DocumentPath.Below("config.concurrency", path));
        }
    }

    private static void Syntax(Subject subject, IPreparedParameters prepared, Func<string, string> place, params IReadOnlyList<string> nodes)
    {
        foreach (var (path, failure) in prepared.Problems)
        {
            subject.Problems.Refuse(ProblemCodes.Syntax, place(path), failure.Message, nodes);
        }
    }

    /// <summary>Spares most nodes the reading of their templates: one starts with <c>=</c>, plain or escaped.</summary>
    private static bool MayHoldExpressions(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object
        && JsonMarshal.GetRawUtf8Value(parameters) is var raw
        && (raw.IndexOf("\"="u8) >= 0 || raw.IndexOf("\"\\u"u8) >= 0);

    private static void References(Subject subject, Adjacency adjacency, List<Reference> references)
    {
        var names = new Dictionary<string, int>(subject.NodeCount, StringComparer.Ordinal);
        for (var i = 0; i < subject.NodeCount; i++)
        {
            names.TryAdd(subject.Workflow.Nodes[i].DisplayName, i);
        }

        var known = references.ToLookup(reference => names.ContainsKey(reference.Name));
        foreach (var reference in known[false])
        {
            Warn(subject, reference, "is the name of no node");
        }

        var upstream = new Upstream(adjacency);
        foreach (var reference in upstream.NotUpstream([.. known[true]], reference => (reference.Node, names[reference.Name])))
        {
            Warn(subject, reference, "is not upstream of it");
        }
    }

    private static void Warn(Subject subject, Reference reference, string why)
    {
        var id = subject.Workflow.Nodes[reference.Node].Id;
        subject.Problems.Warn(
            FailureCodes.NotUpstream, Subject.ParameterPath(reference.Node, reference.Path),
            $"Node {Shown.Quoted(id)} asks for {Shown.Quoted(reference.Name)}, which {why}.", id);
    }

    private readonly record struct Reference(int Node, string Name, string Path);
}
