using FlowForge.Egress.Requests;

namespace FlowForge.Egress.Tests.Requests;

public sealed class RedirectRuleTests
{
    private static readonly string[] Credentials =
        ["Authorization", "Cookie", "X-Api-Key", "X-Auth-Hash", "X-Vault-Token", "Client-Secret", "X-Signature"];

    public static TheoryData<string> Cases => Corpus.Cases("redirects.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Next_Redirect_ChangesMethodBodyAndHeadersAsBrowsersDo(string entry)
    {
        var expected = Corpus.Read(entry);
        var headers = Credentials.Append("X-Plain").Append("Idempotency-Key").Append("Content-Type").Select(name => KeyValuePair.Create(name, "v"));
        var hop = new Hop(expected.Text("method")!, new Uri(expected.Text("from")!), [.. headers], new HopBody.Held("body"u8.ToArray()));

        var next = Redirect.Next(hop, expected.GetProperty("status").GetInt32(), expected.Text("location")!);

        Assert.Equal(expected.Text("code"), next.Failure?.Code);
        if (next.Value is { } then)
        {
            var names = then.Headers.Select(header => header.Key).ToArray();
            var keepsBody = expected.GetProperty("body").GetBoolean();
            Assert.Equal(expected.Text("to"), then.Address.AbsoluteUri);
            Assert.Equal(expected.Text("then"), then.Method);
            Assert.Equal(keepsBody, then.Body is not null);
            Assert.Equal(keepsBody, names.Contains("Content-Type"));
            Assert.Equal(expected.GetProperty("credentials").GetBoolean() ? Credentials : [], names.Intersect(Credentials));
            Assert.Contains("X-Plain", names);
            Assert.Contains("Idempotency-Key", names);
        }
    }
}
