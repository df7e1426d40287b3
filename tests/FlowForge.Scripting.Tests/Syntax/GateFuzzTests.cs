using System.Text;
using System.Text.Json;
using FlowForge.Core.Tests.Serialization;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Syntax;
using FlowForge.Scripting.Templates;

namespace FlowForge.Scripting.Tests.Syntax;

/// <summary>Anything at all as an expression or a template: it is prepared or it is a problem, in time, in this process, which no script may end.</summary>
public sealed class GateFuzzTests
{
    private static readonly string[] Sources =
    [
        "={{ $json.body.lines.reduce((s, l) => s + l.price * l.count, 0) }}", "=Hello {{ $json['a b'] }} and {{ `x${ { a: '}}' }.a }y` }}",
        "={{ $('Node').item.json.x ?? $input.all().map(function (i) { return i.json }) }}", "={{ /a{2}[}\\]]/.test($json.x) ? { a: [1, , 2] } : async () => { await 1 } }}",
        "={{ class A { static #x = 1; get y() { return A.#x } } }}", "={{ $now.plus({ days: 1 }).toISO() }}", "={{ new.target }}", "={{ (a, b) => ({ ...a, [b]: 1n ** 2n }) }}",
        "={{ `${`${`${1}`}`}` }}", "={{ $jmespath($json, 'a[?b==`1`].c | [0]') }}", "={{ \"\\u{1F600}\\x41\" }}", "={{ a\n/* */ -- > b }}",
    ];

    [Fact]
    public void Templates_DamagedAndNested_ArePreparedOrProblems() => RandomRounds.Run(6_000, Draw, static text =>
    {
        var template = Encoding.UTF8.GetString(text);
        TemplateReader.Read(template, out _);
        var parameters = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["a"] = template, ["b"] = new[] { template } });
        var prepared = ParameterReader.Read(parameters);
        Assert.NotNull(prepared);
        ScriptSyntax.ReadBody(template, out _);
        ScriptSyntax.ReadExpression(template, out _, out _);
        NodeRename.Apply(template, "Node", "Other 'name'");
    });

    private static byte[] Draw(Random random)
    {
        var source = Sources[random.Next(Sources.Length)];
        if (random.Next(4) == 0)
        {
            var other = Sources[random.Next(Sources.Length)];
            source = source.Insert(random.Next(source.Length + 1), other[..random.Next(other.Length + 1)]);
        }

        if (random.Next(30) == 0)
        {
            var piece = ((string[])["(", "[", "{", "`${", "!", "-", "a=>", "new ", "async ", "a?b:", "...", "/*", "\\u", "{{"])[random.Next(14)];
            source = $"={{{{ {string.Concat(Enumerable.Repeat(piece, random.Next(1, 3_000)))} }}}}";
        }

        return RandomDamage.Bytes(random, Encoding.UTF8.GetBytes(source));
    }
}
