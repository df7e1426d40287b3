namespace FlowForge.Egress.Tests;

public sealed class EgressOptionsTests
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData(" , ", 0)]
    [InlineData("10.0.0.0/8, 127.0.0.1:5080 ,[::1]:80,fd00::/8,intranet.example:8080,localhost", 6)]
    public void Parse_Readable_GivesItsRules(string? allow, int rules) =>
        Assert.Equal(rules, EgressOptions.Parse(allow).Value!.Allow.Count);

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("http://intranet.example")]
    [InlineData("intranet.example:")]
    [InlineData("intranet.example:0")]
    [InlineData("intranet.example:65536")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("in tranet")]
    [InlineData("*")]
    [InlineData("*.example")]
    [InlineData("[::1]:x")]
    public void Parse_Unreadable_NamesTheEntry(string entry)
    {
        var options = EgressOptions.Parse($"localhost,{entry}");

        Assert.Equal(EgressOptions.InvalidAllow, options.Failure?.Code);
        Assert.Contains($"'{entry}'", options.Failure!.Message, StringComparison.Ordinal);
    }
}
