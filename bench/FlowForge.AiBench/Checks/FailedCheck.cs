namespace FlowForge.AiBench.Checks;

/// <summary>A check that did not hold.</summary>
/// <param name="Name">Which, e.g. <c>run: calls</c>.</param>
/// <param name="Message">What was to be, and what was.</param>
internal sealed record FailedCheck(string Name, string Message)
{
    public override string ToString() => $"{Name}: {Message}";
}
