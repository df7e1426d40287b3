using FlowForge.Core.Model;
using FlowForge.Web.Editor.Canvas;

namespace FlowForge.Web.Editor.Commands;

/// <summary>What commands act on, as it is when they run.</summary>
/// <param name="Session">The open workflow, or null.</param>
/// <param name="Board">Its canvas, or null.</param>
/// <param name="Save">Saves it.</param>
/// <param name="Run">Runs it.</param>
/// <param name="AddNode">Offers kinds for the next node.</param>
/// <param name="Close">Closes what is open over the canvas.</param>
/// <param name="Step">Goes frames on or back in the run that is shown.</param>
/// <param name="Failure">Goes to the next failure of the run that is shown.</param>
/// <param name="Propose">Asks for a proposal.</param>
/// <param name="Versions">Lists the saved versions.</param>
/// <param name="Commands">Offers all commands.</param>
/// <param name="RunSelected">Runs up to the selected node.</param>
/// <param name="Chat">Opens or closes the conversation.</param>
/// <param name="Iteration">Goes iterations of the selected node on or back.</param>
internal sealed record CommandScope(
    Func<EditorSession?> Session, Func<CanvasBoard?> Board, Func<Task> Save, Func<Task> Run, Func<Task> AddNode, Func<Task> Close,
    Func<int, Task> Step, Func<Task> Failure, Func<int, Task> Iteration, Func<Task> Propose, Func<Task> Versions, Func<Task> Commands, Func<Task> RunSelected, Func<Task> Chat);

/// <summary>The editor's commands. Menus, keys and lists of shortcuts all read this one list.</summary>
internal static class EditorCommands
{
    public static IReadOnlyList<EditorCommand> Of(CommandScope scope)
    {
        return
        [
            new("save", "Save", "Workflow", ["mod+s"], scope.Save),
            new("run", "Run", "Workflow", ["mod+enter"], scope.Run),
            new("runSelected", "Run up to the selected node", "Workflow", ["mod+shift+enter"], scope.RunSelected),
            new("propose", "Propose a change", "Workflow", ["mod+i"], scope.Propose),
            new("chat", "Ask about the workflow", "Workflow", ["mod+j"], scope.Chat),
            new("versions", "Versions", "Workflow", ["mod+h"], scope.Versions),
            new("commands", "Commands and nodes", "Workflow", ["mod+k"], scope.Commands),
            new("png", "Export as PNG", "Workflow", [], () => scope.Board()?.PngAsync() ?? Task.CompletedTask),
            new("undo", "Undo", "Edit", "mod+z", () => scope.Session()?.Undo()),
            new("redo", "Redo", "Edit", ["mod+shift+z", "mod+y"], Now(session => session.Redo())),
            new("selectAll", "Select all", "Edit", "mod+a", () => scope.Session()?.SelectAll()),
            new("duplicate", "Duplicate", "Edit", "mod+d", () => scope.Session()?.Duplicate()),
            new("remove", "Remove", "Edit", ["delete", "backspace"], Now(session => session.RemoveSelected())),
            new("disable", "Disable or enable", "Nodes", "d", () => scope.Session()?.ToggleDisabled()),
            new("rename", "Rename", "Nodes", ["f2"], () => scope.Board()?.RenameAsync() ?? Task.CompletedTask),
            new("breakpoint", "Set or lift a breakpoint", "Nodes", "b", () => scope.Session()?.ToggleBreakpoints()),
            new("addNode", "Add a node", "Nodes", ["n", "tab"], scope.AddNode),
            new("addNote", "Add a note", "Nodes", ["shift+n"], AddNoteAsync),
            new("tidy", "Tidy up", "View", ["shift+t"], () => scope.Board()?.TidyAsync() ?? Task.CompletedTask),
            new("fit", "Show all", "View", ["1"], () => scope.Board()?.FitAsync() ?? Task.CompletedTask),
            new("stepOn", "One frame on", "Run in time", ["."], () => scope.Step(1)),
            new("stepBack", "One frame back", "Run in time", [","], () => scope.Step(-1)),
            new("failure", "Next failure", "Run in time", ["f"], scope.Failure),
            new("iterationOn", "Next iteration", "Run in time", ["]"], () => scope.Iteration(1)),
            new("iterationBack", "Iteration before", "Run in time", ["["], () => scope.Iteration(-1)),
            new("close", "Close", "View", ["escape"], scope.Close),
        ];

        Func<Task> Now(Action<EditorSession> action) => () =>
        {
            if (scope.Session() is { } session)
            {
                action(session);
            }

            return Task.CompletedTask;
        };

        async Task AddNoteAsync()
        {
            if (scope.Session() is { } session && scope.Board() is { } board)
            {
                var centre = await board.CentreAsync();
                session.AddNote(new Position(centre.X - 130, centre.Y - 60));
            }
        }
    }
}
