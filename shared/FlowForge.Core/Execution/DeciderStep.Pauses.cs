using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Failures that wait for a person's answer (semantics 7).</content>
internal sealed partial class DeciderStep
{
    /// <summary>What runs ends; nothing more is handed out until a person has answered.</summary>
    public void Pause(HandOut handOut, RunEvent.Failed failed)
    {
        var path = handOut.Iteration.Path;
        var until = failed.PausesUntil!.Value;
        SettleBefore(handOut, failed.Node);
        state.Pauses.Add(failed.Number, new(failed.Node, path, failed.Failure, failed.Sequence, until));
        commands.Add(new RunCommand.ArmTimer(failed.Number, failed.Node, handOut.Iteration, until, IsRetry: false));
    }

    private void TakeAnswer(RunEvent.PauseAnswered answer)
    {
        if (state.Pauses.Remove(answer.Number, out var pause))
        {
            MakeReady(pause.Node, pause.Iteration, PhaseBehind(answer.Type), mail: answer.Mail);
        }
    }

    private static HandOutPhase PhaseBehind(PauseAnswerType type) => type switch
    {
        PauseAnswerType.Retry => HandOutPhase.Again,
        PauseAnswerType.Items => HandOutPhase.Given,
        PauseAnswerType.Skip => HandOutPhase.PassedBy,
        _ => throw new InvalidOperationException($"A run does not go on behind the answer {type}."),
    };
}
