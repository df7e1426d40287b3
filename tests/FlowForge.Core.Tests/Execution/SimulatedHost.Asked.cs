using FlowForge.Core.Execution;

namespace FlowForge.Core.Tests.Execution;

/// <content>Answers to a driver that stands elsewhere; the tests of FlowForge.Durable use it so.</content>
internal sealed partial class SimulatedHost
{
    public RunEvent.Answer AnswerTo(HandOut handOut) => Answer(handOut);

    public void NoteSkip(RunCommand.Skip skip) => Take(skip);

    public static string Text(RunEvent happened) => Kept(happened, RunEventJson.Write);
}
