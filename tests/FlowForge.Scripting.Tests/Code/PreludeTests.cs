using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class PreludeTests(PatientFixture fixture) : IClassFixture<PatientFixture>
{
    private readonly ProcessScripts _scripts = fixture.Scripts;

    [Theory]
    [InlineData("$workflow", """{"id":"wf","name":"My workflow","active":true}""")]
    [InlineData("$run", """{"id":"abcdefghijklmnopqrstuvwxyz","mode":"webhook","resumeUrl":"http://127.0.0.1/resume/x"}""")]
    [InlineData("$execution.mode", "\"production\"")]
    [InlineData("$vars.region", "\"eu\"")]
    [InlineData("$vars.nested.n + 1", "2")]
    [InlineData("$vars.missing", "null")]
    [InlineData("$runIndex", "3")]
    [InlineData("$runIndex * 2", "6")]
    [InlineData("$prevNode.name", "\"Before\"")]
    [InlineData("$parameter.p", "5")]
    [InlineData("$jmespath($json, 'list[?a > `1`].a')", "[2,3]")]
    [InlineData("$if($json.n > 1, 'big', 'small')", "\"small\"")]
    [InlineData("$ifEmpty($json.empty, 'x') + $ifEmpty('', 'y') + $ifEmpty(0, 'z')", "\"xy0\"")]
    [InlineData("$max(1, 3, 2) + $min(4, 2)", "5")]
    [InlineData("$input.item.json.n", "1")]
    [InlineData("$input.first().json.n + $input.last().json.n + $input.all().length", "5")]
    [InlineData("$items().length", "2")]
    [InlineData("$now.toISO()", "\"2024-07-03T12:00:00.000+02:00\"")]
    [InlineData("$today.toISO()", "\"2024-07-03T00:00:00.000+02:00\"")]
    [InlineData("$now", "\"2024-07-03T12:00:00.000+02:00\"")]
    [InlineData("DateTime.now().toFormat('dd LLL yyyy ZZ z')", "\"03 Jul 2024 +02:00 Europe/Berlin\"")]
    [InlineData("DateTime.fromISO('2024-03-31T02:30', { zone: 'Europe/Berlin' }).toISO()", "\"2024-03-31T03:30:00.000+02:00\"")]
    [InlineData("DateTime.fromISO('2024-01-01T00:00Z').setZone('America/New_York').toISO()", "\"2023-12-31T19:00:00.000-05:00\"")]
    [InlineData("DateTime.fromISO('2024-01-01', { zone: 'Nowhere/X' }).isValid", "false")]
    [InlineData("Duration.fromObject({ hours: 3, minutes: 20 }).toHuman()", "\"3 hours, 20 minutes\"")]
    [InlineData("Interval.fromDateTimes(DateTime.utc(2024, 1, 1), DateTime.utc(2024, 2, 1)).length('days')", "31")]
    [InlineData("$now.minus({ days: 1 }).weekdayLong", "\"Tuesday\"")]
    [InlineData("$now.setLocale('en-US').toLocaleString(DateTime.DATETIME_MED)", "\"Jul 3, 2024, 12:00 PM\"")]
    public async Task Expression_Name_HasN8nsMeaning(string expression, string expected)
    {
        var scope = TestScope.Of("""{"n":1,"empty":[],"list":[{"a":1},{"a":2},{"a":3}]}""", """{"n":2}""");

        var value = await _scripts.EvaluateAsync($"={{{{ {expression} }}}}", scope);

        Assert.Null(value.Failure);
        Assert.Equal(expected, value.Value.Text().Replace("\u002B", "+", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$env.PATH")]
    [InlineData("$env")]
    public async Task Expression_Env_IsNotAllowed(string expression)
    {
        var value = await _scripts.EvaluateAsync($"={{{{ {expression} }}}}", TestScope.Of("{}"));

        Assert.Equal(FailureCodes.Expression, value.Failure!.Code);
        Assert.Contains("not allowed", value.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_NamesOfThePrelude_MayBeShadowed()
    {
        var result = await _scripts.RunAsync(
            ScriptRuns.AllItems("const items = $input.all(); const DateTime = 1; let $json = 2; return { n: items.length, d: DateTime, j: $json }"),
            TestScope.Of("{}"));

        Assert.Equal("""[{"n":1,"d":1,"j":2}]""", result.Items.Text());
    }

    [Theory]
    [InlineData("typeof require")]
    [InlineData("typeof process")]
    [InlineData("typeof System")]
    [InlineData("typeof importNamespace")]
    [InlineData("typeof Atomics")]
    [InlineData("typeof SharedArrayBuffer")]
    [InlineData("typeof ShadowRealm")]
    [InlineData("typeof fetch")]
    [InlineData("typeof setTimeout")]
    [InlineData("typeof WebAssembly")]
    [InlineData("typeof host")]
    public async Task Expression_NameOfAHost_IsNotThere(string expression)
    {
        var value = await _scripts.EvaluateAsync($"={{{{ {expression} }}}}", TestScope.Of("{}"));

        Assert.Equal("\"undefined\"", value.Value.Text());
    }
}
