namespace FlowForge.Ai.Tests.Bench;

/// <summary>The sets can be done: with their own replies every prompt and every broken run passes, through the harness and over HTTP.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Sets_AreSixtyAndSixty_OverTenKindsOfAutomation()
    {
        Assert.InRange(MeasuredModel.Prompts.Count, 60, 1000);
        Assert.InRange(MeasuredModel.Heals.Count, 60, 1000);
        Assert.InRange(MeasuredModel.Prompts.Select(static one => one.Area).Distinct().Count(), 10, 100);
        Assert.Equal(["change", "items", "none", "retry"], MeasuredModel.Heals.Select(static one => one.Right.Action).Distinct().Order());
        Assert.Equal(MeasuredModel.Prompts.Count, MeasuredModel.Prompts.DistinctBy(static one => one.Id).Count());
        Assert.Equal(MeasuredModel.Heals.Count, MeasuredModel.Heals.DistinctBy(static one => one.Id).Count());
        Assert.All(MeasuredModel.Prompts.Where(static one => !one.Asks), static one => Assert.NotEmpty(one.Scenarios));
        Assert.All(MeasuredModel.Heals.Where(static one => one.Right.Action == "change"), static one => Assert.NotEmpty(one.Fixed));
    }

    [Fact]
    public async Task Prompts_AnsweredByTheirReferences_AllPass()
    {
        await using var model = await MeasuredModel.StartAsync();

        var ended = await model.Measure().PromptsAsync(MeasuredModel.Prompts, default);

        Assert.Empty(ended.Where(static one => !one.Passed).Select(static one => $"{one.Id}: {string.Join(" | ", one.Failed)}"));
        Assert.Empty(ended.Where(static one => one.Amiss.Count > 0).Select(static one => $"{one.Id}: {string.Join(" | ", one.Amiss)}"));
        Assert.Equal(MeasuredModel.Prompts.Count, model.Server.Calls.Count);
    }

    [Fact]
    public async Task Heals_AnsweredByTheirReferences_AllPass()
    {
        await using var model = await MeasuredModel.StartAsync();

        var ended = await model.Measure().HealsAsync(MeasuredModel.Heals, default);

        Assert.Empty(ended.Where(static one => !one.Passed).Select(static one => $"{one.Id}: {string.Join(" | ", one.Failed)}"));
        Assert.Equal(MeasuredModel.Heals.Count(static one => one.Reference is not null), model.Server.Calls.Count);
    }
}
