using FlowForge.Core.Ports;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Host;

/// <summary>Facts of a step's node, which cross to the worker only when its source asks for them.</summary>
internal static class StepFacts
{
    /// <summary>The header with what <paramref name="source"/> asks for.</summary>
    /// <param name="header">The header.</param>
    /// <param name="source">The step's source.</param>
    /// <param name="scope">The scope of the job's first step.</param>
    /// <param name="isFirst">Whether it is that step; a later one has the step before it as its previous node, which the worker knows.</param>
    public static StepHeader Asking(this StepHeader header, ScriptDefinition source, IScriptScope scope, bool isFirst = true)
    {
        if (source.Needs.Globals.Any(name => name is "$nodeId" or "$nodeVersion" or "$version"))
        {
            var node = isFirst ? scope.Node : scope.Find(header.Node);
            header = header with { Id = node?.Id, Version = node?.KindVersion ?? 0 };
        }

        if (!source.Needs.Globals.Any(name => name is "$prevNode" or "$input"))
        {
            return header;
        }

        var previous = isFirst ? scope.Previous : null;
        return header with { Previous = previous?.Name, PreviousOutput = previous?.Output ?? 0, PreviousRun = previous?.Run ?? scope.Iteration.Last };
    }
}
