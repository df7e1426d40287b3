using FlowForge.Web.Editor.Commands;

namespace FlowForge.Web.Runs;

/// <summary>What keys do on a run's page.</summary>
internal static class RunCommands
{
    public static IReadOnlyList<EditorCommand> Of(RunPage page) =>
    [
        new("stepOn", "One frame on", "Time", [".", "arrowright"], () => page.StepAsync(1)),
        new("stepBack", "One frame back", "Time", [",", "arrowleft"], () => page.StepAsync(-1)),
        new("first", "First frame", "Time", ["home"], () => page.GoAsync(toEnd: false)),
        new("last", "Last frame", "Time", ["end"], () => page.GoAsync(toEnd: true)),
        new("failure", "Next failure", "Time", ["f"], page.ShowFailureAsync),
        new("iterationOn", "Next iteration", "Time", ["]"], () => page.StepIterationAsync(1)),
        new("iterationBack", "Iteration before", "Time", ["["], () => page.StepIterationAsync(-1)),
        new("fit", "Show all", "View", ["1"], page.FitAsync),
        new("close", "Close", "View", ["escape"], page.CloseAsync),
    ];
}
