using FlowForge.Core.Assistance;

namespace FlowForge.Ai.Prompting;

/// <summary>What happened in a run, as a model reads it.</summary>
internal static class RunText
{
    public static string Of(RunExcerpt run) => Marked.Of(
        $"""
        Node: {run.NodeId}
        Failure: {(run.Failure is { } failure ? $"{failure.Code}: {failure.Message}{(failure.Item is { } item ? $" (item {item})" : "")}" : "none")}
        {(run.Failure?.Stack is { } stack ? $"Stack: {stack}" : "")}
        It was given:
        {ItemText.Of(run.Input)}
        Nodes before it gave:
        {ItemText.Of(run.Before)}
        In an earlier run that ended well it was given:
        {(run.Earlier.Count == 0 ? "(there is none)" : ItemText.Of(run.Earlier))}
        """);
}
