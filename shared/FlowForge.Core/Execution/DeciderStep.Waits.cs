using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Waits for messages, and the messages.</content>
internal sealed partial class DeciderStep
{
    /// <summary>A message is given to the wait it is for, or kept until that is reached.</summary>
    public void Take(RunEvent.Message message)
    {
        if (state.Ending is not null)
        {
            return;
        }

        switch (message)
        {
            case RunEvent.Signalled signal:
                if (!End(wait => wait.Mode == WaitMode.Signal && wait.Signal == signal.Name, signal.Mail))
                {
                    state.Kept.Add(signal.Name, signal.Mail);
                }

                break;
            case RunEvent.Answered answer:
                if (!End(wait => WaitRow.IsAnswered(wait.Mode) && (wait.Node, wait.Iteration) == (answer.Node, answer.Iteration), answer.Mail))
                {
                    state.Kept.Answers[(answer.Node, answer.Iteration)] = answer.Mail;
                }

                break;
            case RunEvent.PauseAnswered answer:
                TakeAnswer(answer);
                break;
            case RunEvent.ChildEnded ended:
                EndChild(ended);
                break;
        }
    }

    private void BeginWait(RunEvent.WaitsFor waits, string path)
    {
        var mail = waits.Mode == WaitMode.Signal ? state.Kept.TakeSignal(waits.Signal!) : state.Kept.TakeAnswer(waits.Node, path);
        if (mail > 0)
        {
            MakeReady(waits.Node, path, HandOutPhase.WaitOver, mail: mail);
            return;
        }

        Arm(waits.Number, new(waits.Node, path, waits.Mode, waits.Signal, waits.Until));
    }

    private void Arm(int number, ArmedWait wait)
    {
        state.Waits.Add(number, wait);
        if (wait.Until is { } until)
        {
            state.Timers.Add(number, new(wait.Node, wait.Iteration, until, IsRetry: false));
        }

        commands.Add(new RunCommand.ArmWait(number, wait));
    }

    /// <summary>Ends the oldest wait of which <paramref name="isMeant"/> holds; false when there is none.</summary>
    private bool End(Func<ArmedWait, bool> isMeant, int mail)
    {
        foreach (var (number, wait) in state.Waits)
        {
            if (isMeant(wait))
            {
                state.Waits.Remove(number);
                state.Timers.Remove(number);
                MakeReady(wait.Node, wait.Iteration, HandOutPhase.WaitOver, mail: mail);
                return true;
            }
        }

        return false;
    }
}
