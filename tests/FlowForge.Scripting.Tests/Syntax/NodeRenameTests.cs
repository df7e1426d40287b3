using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Tests.Syntax;

public sealed class NodeRenameTests
{
    [Theory]
    [InlineData("return $('Old').all()", "return $('New one').all()")]
    [InlineData("return $(\"Old\").first().json", "return $(\"New one\").first().json")]
    [InlineData("return $(`Old`).item", "return $('New one').item")]
    [InlineData("return $('\\u004fld').item", "return $('New one').item")]
    [InlineData("return $items('Old', 0).concat($items(\"Old\"))", "return $items('New one', 0).concat($items(\"New one\"))")]
    [InlineData("return $node['Old'].json.a + $node.Old.json.b", "return $node['New one'].json.a + $node['New one'].json.b")]
    [InlineData("return $node?.Old.json", "return $node?.['New one'].json")]
    [InlineData("return `x ${ $('Old').item.json.a } y`", "return `x ${ $('New one').item.json.a } y`")]
    [InlineData("const f = () => { return { Old: $('Old').item }; };\nreturn f().Old;", "const f = () => { return { Old: $('New one').item }; };\nreturn f().Old;")]
    [InlineData("return \"$('Old')\"; // $('Old')", "return \"$('Old')\"; // $('Old')")]
    [InlineData("return /$('Old')/.test('Old')", "return /$('Old')/.test('Old')")]
    [InlineData("return $('Older').item ?? $('old').item ?? $(name).item ?? x.$('Old')", "return $('Older').item ?? $('old').item ?? $(name).item ?? x.$('Old')")]
    [InlineData("return $('Old'", "return $('Old'")]
    public void Apply_Source_RenamesWhereItAsksForTheNode(string source, string renamed) => Assert.Equal(renamed, NodeRename.Apply(source, "Old", "New one"));

    [Theory]
    [InlineData("={{ $('Old').item.json.a }}", "={{ $('New one').item.json.a }}")]
    [InlineData("=$('Old') is {{  $('Old').item.json.a; }} and {{$('Old').first()}}.", "=$('Old') is {{  $('New one').item.json.a; }} and {{$('New one').first()}}.")]
    [InlineData("={{ $('Old').item }} {{ ) }} {{ $('Old').all() }}", "={{ $('New one').item }} {{ ) }} {{ $('New one').all() }}")]
    [InlineData("={{ $('Old').item }} {{ $('Old'", "={{ $('New one').item }} {{ $('Old'")]
    [InlineData("=$('Old')", "=$('Old')")]
    public void Apply_Template_RenamesInsideItsExpressions(string template, string renamed) => Assert.Equal(renamed, NodeRename.Apply(template, "Old", "New one"));

    [Theory]
    [InlineData("it's", "return $('it\\'s').item + $(\"it's\").item")]
    [InlineData("a\"b\\c", "return $('a\"b\\\\c').item + $(\"a\\\"b\\\\c\").item")]
    [InlineData("line\nbreak", "return $('line\\nbreak').item + $(\"line\\nbreak\").item")]
    public void Apply_AwkwardName_IsQuoted_AndRenamesBack(string name, string renamed)
    {
        const string source = "return $('Old').item + $(\"Old\").item";

        Assert.Equal(renamed, NodeRename.Apply(source, "Old", name));
        Assert.Equal(source, NodeRename.Apply(renamed, name, "Old"));
    }

    [Theory]
    [MemberData(nameof(ScriptSyntaxTests.DeepSources), MemberType = typeof(ScriptSyntaxTests))]
    public async Task Apply_DeepSource_NeverEndsTheProcess(string source) =>
        Assert.NotNull(await Task.Run(() => NodeRename.Apply($"={{{{ {source} }}}}", "Old", "New")).WaitAsync(TimeSpan.FromSeconds(5)));
}
