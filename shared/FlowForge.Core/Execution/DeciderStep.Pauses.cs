using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Failures and breakpoints that wait for a person's answer (semantics 7).</content>
internal sealed partial class DeciderStep
{
    /// <summary>What runs ends; nothing more is handed out until a person has answered.</summary>
    public void Pause(HandOut handOut, RunEvent.Failed failed) =>
        Pause(handOut, new OpenPause(failed.Node, handOut.Iteration.Path, failed.Failure, failed.Sequence, failed.PausesUntil!.Value));

    private void Pause(HandOut handOut, OpenPause pause)
    {
        SettleBefore(handOut, pause.Node);
        state.Pauses.Add(handOut.Number, pause);
        commands.Add(new RunCommand.ArmTimer(handOut.Number, pause.Node, handOut.Iteration, pause.Until, IsRetry: false));
    }

    private void TakeAnswer(RunEvent.PauseAnswered answer)
    {
        if (state.Pauses.Remove(answer.Number, out var pause))
        {
            if (answer.Revision is { } revision)
            {
                state.Revisions.Add(revision);
            }

            MakeReady(pause.Node, pause.Iteration, PhaseBehind(answer.Type, pause), mail: answer.Mail);
        }
    }

    private static HandOutPhase PhaseBehind(PauseAnswerType type, OpenPause pause) => type switch
    {
        PauseAnswerType.Retry => HandOutPhase.Again,
        PauseAnswerType.Items => HandOutPhase.Given,
        PauseAnswerType.Skip => HandOutPhase.PassedBy,
        PauseAnswerType.Continue => HandOutPhase.Continued,
        PauseAnswerType.Apply => pause.Failure is null ? HandOutPhase.Continued : HandOutPhase.Again,
        _ => throw new InvalidOperationException($"A run does not go on behind the answer {type}."),
    };
}
