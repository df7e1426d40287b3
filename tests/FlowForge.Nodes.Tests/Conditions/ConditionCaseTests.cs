using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Conditions;

public class ConditionCaseTests
{
    public static TheoryData<string> Strict() => Cases("strict");

    public static TheoryData<string> Loose() => Cases("loose");

    [Theory]
    [MemberData(nameof(Strict))]
    public void Hold_Strict_GivesWhatTheCaseSays(string json) => Check(json, loose: false);

    [Theory]
    [MemberData(nameof(Loose))]
    public void Hold_Loose_GivesWhatTheCaseSays(string json) => Check(json, loose: true);

    [Fact]
    public void Operators_OfAType_AreAllInTheCases()
    {
        var tried = Bodies("strict").Select(body => Operators.Find(body.GetProperty("operator").GetString()!)!.Name).ToHashSet();

        Assert.Subset(tried, Operators.All.Select(one => one.Name).Where(name => !IsAboutPresence(name)).ToHashSet());
    }

    private static bool IsAboutPresence(string name) =>
        name.EndsWith(".exists", StringComparison.Ordinal) || name.EndsWith(".notExists", StringComparison.Ordinal)
        || name.EndsWith(".empty", StringComparison.Ordinal) || name.EndsWith(".notEmpty", StringComparison.Ordinal);

    private static void Check(string json, bool loose)
    {
        var body = JsonElement.Parse(json);
        var holder = JsonElement.Parse($$"""{ "loose": {{(loose ? "true" : "false")}}, "conditions": [{{json}}] }""");
        var read = ConditionSet.Read(holder);
        Assert.Null(read.Failure);

        var holds = read.Value!.Hold(new ConditionScope("UTC"));

        if (body.TryGetProperty("fails", out var says))
        {
            Assert.Equal(FailureCodes.Parameter, holds.Failure?.Code);
            Assert.Contains(says.GetString()!, holds.Failure!.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Null(holds.Failure);
            Assert.Equal(body.GetProperty("holds").GetBoolean(), holds.Value);
        }
    }

    private static TheoryData<string> Cases(string file) => [.. Bodies(file).Select(BenchJson.Compact)];

    private static JsonElement[] Bodies(string file) =>
        [.. JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "Conditions", file + ".json"))).EnumerateArray()];
}
