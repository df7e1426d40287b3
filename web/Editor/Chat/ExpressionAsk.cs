namespace FlowForge.Web.Editor.Chat;

/// <summary>A way for a field to have its expression written in the conversation.</summary>
/// <param name="ask">Opens the conversation for it.</param>
public sealed class ExpressionAsk(Func<ExpressionWish, Task> ask)
{
    /// <summary>Asks for the expression of a field.</summary>
    /// <param name="path">Its path below the parameters.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="take">Puts a template into the field.</param>
    public Task Ask(string path, string title, Func<string, Task> take) => ask(new("", path, title, take));
}

/// <summary>A field whose expression is to be written.</summary>
/// <param name="Node">Id of the node; filled in by the page.</param>
/// <param name="Path">Its path below the parameters.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Take">Puts a template into the field.</param>
public sealed record ExpressionWish(string Node, string Path, string Title, Func<string, Task> Take);
