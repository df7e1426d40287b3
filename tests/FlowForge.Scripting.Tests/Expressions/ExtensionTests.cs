using FlowForge.Scripting.Sandbox;
using FlowForge.Scripting.Syntax;
using FlowForge.Scripting.Tests.Support;
using Jint;

namespace FlowForge.Scripting.Tests.Expressions;

[Collection(ScriptsCollection.Name)]
public sealed class ExtensionTests(PatientFixture fixture) : IClassFixture<PatientFixture>
{
    [Theory]
    [InlineData("'hello big world'.toTitleCase()", "\"Hello Big World\"")]
    [InlineData("'HELLO. big world'.toSentenceCase()", "\"Hello. Big world\"")]
    [InlineData("'someValue here'.toSnakeCase() + 'someValue here'.toKebabCase() + 'Some value'.toCamelCase()", "\"somevalue_heresome-value-heresomeValue\"")]
    [InlineData("'mail to ann@example.com now'.extractEmail()", "\"ann@example.com\"")]
    [InlineData("'see https://a.example.com:80/x?y=1 ok'.extractUrl()", "\"https://a.example.com:80/x?y=1\"")]
    [InlineData("['https://a.example.com:80/x', 'ann@b.org', 'c.net'].map(v => v.extractDomain())", """["a.example.com","b.org","c.net"]""")]
    [InlineData("['a@b.co', 'a@b', 'x'].map(v => v.isEmail())", "[true,false,false]")]
    [InlineData("['12', '1.5', 'x', ''].map(v => v.isNumeric())", "[true,true,false,false]")]
    [InlineData("'42'.toNumber() + '12px'.toInt() + '0.5'.toFloat()", "54.5")]
    [InlineData("''.isEmpty() && 'x'.isNotEmpty() && [].isEmpty() && ({}).isEmpty() && (0).isEmpty() && !(5).isEmpty()", "true")]
    [InlineData("'<b>x</b>'.removeTags() + 'Ünïcøde'.replaceSpecialChars() + 'a\"b'.quote()", "\"xUenicode\\u0022a\\\\\\u0022b\\u0022\"")]
    [InlineData("'a b&c'.urlEncode().urlDecode() + '[1]'.parseJson()[0]", "\"a b\\u0026c1\"")]
    [InlineData("[3, 1, 2, 3].unique().sum() + [1, 2].average() + [1, 5].max() - [1, 5].min()", "11.5")]
    [InlineData("[[1, 2, 3].first(), [1, 2, 3].last(), [1, null, '', 2].compact(), [1, 2, 3].chunk(2)]", "[1,3,[1,2],[[1,2],[3]]]")]
    [InlineData("[{ a: 1, b: 2 }, { b: 3 }].pluck('a')", "[1]")]
    [InlineData("[{ a: 1 }, { a: 1 }, { a: 2 }].removeDuplicates('a').length + [1, 2].union([2, 3]).length", "5")]
    [InlineData("[[1, 2].difference([2]), [1, 2].intersection([2, 3]), [{ k: 'a', v: 1 }].smartJoin('k', 'v')]", """[[1],[2],{"a":1}]""")]
    [InlineData("[$json.keys(), $json.values(), $json.hasField('n'), $json.removeField('n').compact()]", """[["n","e"],[5,null],true,{}]""")]
    [InlineData("(1.256).round(2) + (2).isEven() + (3).isOdd()", "3.26")]
    [InlineData("(1234.5).format()", "\"1,234.5\"")]
    [InlineData("'2024-03-05'.toDateTime().plus(2, 'days').format('dd.MM.yyyy')", "\"07.03.2024\"")]
    [InlineData("$now.minus(1, 'month').beginningOf('month').toISODate()", "\"2024-06-01\"")]
    [InlineData("new Date(0).plus(1, 'hours')", "\"1970-01-01T01:00:00.000Z\"")]
    [InlineData("$now.isBetween('2024-01-01', '2025-01-01')", "true")]
    public async Task EvaluateAsync_ExtensionMethod_GivesItsValue(string expression, string expected)
    {
        var value = await fixture.Scripts.EvaluateAsync($"={{{{ {expression} }}}}", TestScope.Of("""{"n":5,"e":null}"""));

        Assert.Null(value.Failure);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(Json.Of(expected), value.Value), value.Value.Text());
    }

    [Theory]
    [InlineData("$json.values", "null")]
    [InlineData("$json.first ?? 'none'", "\"none\"")]
    [InlineData("Object.keys({ ...$json }).length", "2")]
    [InlineData("[].isEmpty() && (() => { const seen = []; for (const key in $json) seen.push(key); return seen.join() })()", "\"n,e\"")]
    public async Task EvaluateAsync_WordOfAnExtension_IsStillThePropertysName(string expression, string expected)
    {
        var value = await fixture.Scripts.EvaluateAsync($"={{{{ {expression} }}}}", TestScope.Of("""{"n":5,"e":null}"""));

        Assert.Equal(expected, value.Value.Text());
    }

    [Fact]
    public void ExtensionMethods_NamesOfTheHost_AreThoseOfTheAsset()
    {
        var engine = SandboxEngine.Create().Engine;

        var tools = engine.Evaluate("({ isEmpty() {}, lux() {} })");
        var extensions = engine.Call(engine.Evaluate(Assets.Extensions), tools).AsObject();
        var names = engine.Call(extensions.Get("names")).AsArray().Select(name => name.AsString());

        Assert.Equal(PreludeNames.ExtensionMethods.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }
}
