using System.Globalization;
using System.Text.Json;

namespace FlowForge.Scripting.Tests.Native;

/// <summary>A template, and the same question put so that only an engine can answer it.</summary>
/// <param name="Plain">As a person writes it.</param>
/// <param name="ForEngine">Gives <c>{ v: value }</c> or <c>{ e: message }</c>.</param>
/// <param name="IsCandidate">Whether the fast path may take it.</param>
internal sealed record RandomTemplate(string Plain, string ForEngine, bool IsCandidate);

/// <summary>Random expressions and items, from a seed.</summary>
internal sealed class RandomExpressions(int seed)
{
    private static readonly string[] Names = ["a", "b", "length", "toString", "constructor", "isEmpty", "0", "__proto__", "é", "x y", "missing", "nested", "list", "first"];
    private static readonly string[] Texts = ["", "a", "b", "10", "9", "é", "\ud83d\ude00", "\"quoted\"", "line\nbreak", "\\", "0", "null", "</script>"];
    private static readonly double[] Numbers = [0, 1, -1, 1.5, 10, 9, 1e21, 1e-7, 123456789.125, -0.1, 9007199254740991, 0.1, 0.2];
    private static readonly string[] Operators = ["===", "!==", "<", "<=", ">", ">=", "+", "-", "*", "/"];
    private static readonly string[] Globals = ["$itemIndex", "$runIndex", "$workflow.id", "$workflow.name", "$run.id", "$execution.id", "$vars.region", "$vars.nested.n", "$vars.toString.x"];

    // What a value becomes inside a text, said once more and independently.
    private const string TextFunction = """
        const t = v => {
          if (v === null || v === undefined) return '';
          if (typeof v !== 'object') return String(v);
          const json = JSON.stringify(v) ?? '';
          return json.startsWith('"') ? JSON.parse(json) : json;
        };
        """;

    private readonly Random _random = new(seed);

    public string Item() => JsonSerializer.Serialize(Object(0));

    public RandomTemplate Template()
    {
        var first = Expression(0);
        if (_random.Next(3) > 0)
        {
            return new($"={{{{ {first} }}}}", Guarded($"let v = ({first}); return {{ v: v === undefined || typeof v === 'function' ? null : v }}"), true);
        }

        var second = Expression(1);
        var text = Pick(Texts).Replace("\\", "", StringComparison.Ordinal);
        var js = $"{TextFunction} return {{ v: t({first}) + {JsonSerializer.Serialize(text)} + t({second}) }}";
        return new($"={{{{ {first} }}}}{text}{{{{ {second} }}}}", Guarded(js), true);
    }

    private static string Guarded(string body) => $"={{{{ (() => {{ try {{ {body} }} catch (error) {{ return {{ e: error.message }} }} }})() }}}}";

    private string Expression(int depth) => _random.Next(depth > 2 ? 4 : 6) switch
    {
        0 or 1 => "$json" + Path(),
        2 => Pick(Globals),
        3 => Literal(),
        _ => $"{Operand(depth)} {Pick(Operators)} {Operand(depth)}",
    };

    private string Operand(int depth) => _random.Next(4) == 0 ? $"({Expression(depth + 1)})" : Expression(3);

    private string Path()
    {
        var path = "";
        for (var i = _random.Next(4); i > 0; i--)
        {
            var name = Pick(Names);
            path += _random.Next(3) switch
            {
                0 => $"[{_random.Next(3)}]",
                1 => $"[{JsonSerializer.Serialize(name)}]",
                _ => name.All(char.IsAsciiLetter) ? "." + name : $"['{name}']",
            };
        }

        return path;
    }

    private string Literal() => _random.Next(5) switch
    {
        0 => "true",
        1 => "null",
        2 => Pick(Numbers).ToString("R", CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(Pick(Texts)),
    };

    private Dictionary<string, object?> Object(int depth)
    {
        // As items are: keys that look like integers stand first.
        var result = new Dictionary<string, object?>();
        foreach (var name in Names.Where(name => name is not ("__proto__" or "missing")).OrderBy(name => name == "0" ? 0 : 1))
        {
            if (_random.Next(2) == 0)
            {
                result[name] = Value(depth + 1);
            }
        }

        return result;
    }

    private object? Value(int depth) => _random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 or 3 => Pick(Numbers),
        4 or 5 => Pick(Texts),
        6 => Enumerable.Range(0, _random.Next(3)).Select(_ => Value(depth + 1)).ToArray(),
        _ => Object(depth),
    };

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
