namespace FlowForge.Core.Assistance;

/// <summary>How the failure at a pause may be mended, as it is kept beside the run.</summary>
/// <param name="Pause">The pause.</param>
/// <param name="Node">The node that failed.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Revision">Revision of the document that it is a change of; 0 is the one the run was started with.</param>
/// <param name="Heal">What is proposed. Of its proposal, the operations and the texts are kept; the rest follows from the document.</param>
/// <param name="At">When, UTC.</param>
public sealed record KeptHeal(string Pause, string Node, string Iteration, int Revision, Heal Heal, DateTimeOffset At);
