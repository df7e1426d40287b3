using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>A kind whose whole work is one script, so that the runner may send consecutive ones to the worker in one message.</summary>
public interface IScriptKind : INodeKind
{
    /// <summary>The step that <see cref="INodeKind.RunAsync"/> would give to <see cref="INodeContext.RunScriptAsync"/>; null when that depends on items.</summary>
    ScriptStep? Step(Node node);
}
