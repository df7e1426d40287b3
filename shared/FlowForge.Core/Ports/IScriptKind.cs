using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>
/// A kind that is one piece of user code and nothing else, so that the engine may send consecutive ones of a branch
/// to the script worker in one message (semantics 3). Its <see cref="INodeKind.RunAsync"/> does the same for one node.
/// </summary>
public interface IScriptKind : INodeKind
{
    /// <summary>The code of a node; null when its parameters are wrong or hold expressions, and it has to run by itself.</summary>
    ScriptStep? Step(Node node);

    /// <summary>Puts out the items of a result that the engine got for <see cref="Step"/>, or gives its failure.</summary>
    ValueTask<NodeResult> CompleteAsync(INodeContext context, ScriptResult result);
}
