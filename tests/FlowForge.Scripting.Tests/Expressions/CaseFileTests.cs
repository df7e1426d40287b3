using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Expressions;

/// <summary>Runs the cases of the expression language that are written as data; <see cref="ExpressionCase"/> describes the format.</summary>
[Collection(ScriptsCollection.Name)]
public sealed class CaseFileTests(PatientFixture fixture) : IClassFixture<PatientFixture>
{
    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in ExpressionCase.Files)
        {
            foreach (var name in ExpressionCase.Of(file).Keys)
            {
                data.Add(file, name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ResolveAsync_CaseOfFile_GivesWhatItSays(string file, string name) => await ExpressionCase.Of(file)[name].CheckAsync(file, fixture.Scripts);

    [Fact]
    public void Cases_OnDisk_AreAtLeastFourHundredAndSomeTakeTheFastPath()
    {
        var cases = ExpressionCase.Files.SelectMany(file => ExpressionCase.Of(file).Values).ToList();
        var parameters = cases.Select(written => (PreparedParameters)fixture.Scripts.Prepare(
            System.Text.Json.JsonSerializer.SerializeToElement(new[] { $"={{{{ {written.Source} }}}}" })));

        Assert.True(cases.Count >= 400, $"there are {cases.Count}");
        Assert.True(parameters.Count(prepared => prepared.Expressions.Any(expression => expression.Native is not null)) > 10);
    }
}
