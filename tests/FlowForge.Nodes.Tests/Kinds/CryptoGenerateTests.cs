using System.Text.RegularExpressions;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>What <c>crypto</c> makes at random; its cases as data have the rest.</summary>
public class CryptoGenerateTests
{
    [Theory]
    [InlineData("{}", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("""{ "type": "hex" }""", "^[0-9a-f]{32}$")]
    [InlineData("""{ "type": "hex", "length": 17 }""", "^[0-9a-f]{17}$")]
    [InlineData("""{ "type": "base64", "length": 50 }""", "^[A-Za-z0-9]{50}$")]
    [InlineData("""{ "type": "ascii", "length": 50 }""", "^[!-~]{50}$")]
    public async Task Generate_OfAType_HasItsForm(string parameters, string form)
    {
        var bench = KindRuns.Bench("crypto", parameters.Replace("{", """{ "operation": "generate", """, StringComparison.Ordinal).Replace(", }", " }", StringComparison.Ordinal));
        bench.With("in", KindRuns.Numbers(20));

        await bench.RunAsync();

        var made = bench.Output["out"].Select(item => item.Item.Json.GetProperty("data").GetString()!).ToArray();
        Assert.All(made, text => Assert.Matches(new Regex(form), text));
        Assert.Equal(20, made.Distinct().Count());
    }

    [Fact]
    public async Task Sign_ByACurve_IsVerifiedByItsKey()
    {
        var signing = KindRuns.Bench("crypto", """{ "operation": "sign", "value": "hello", "auth": { "credential": "curve" }, "as": "s" }""");
        signing.With("in", KindRuns.Numbers(1));
        await signing.RunAsync();
        var signature = signing.Output["out"][0].Item.Json.GetProperty("s").GetString();

        var verifying = KindRuns.Bench("crypto", $$"""{ "operation": "verify", "value": "hello", "signature": "{{signature}}", "auth": { "credential": "curve" } }""");
        verifying.With("in", KindRuns.Numbers(1));
        await verifying.RunAsync();

        Assert.True(verifying.Output["out"][0].Item.Json.GetProperty("data").GetBoolean());
    }
}
