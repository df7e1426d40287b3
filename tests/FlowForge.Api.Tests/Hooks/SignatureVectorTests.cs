using System.Text;
using FlowForge.Api.Hooks.Proof;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Tests.Hooks;

/// <summary>The examples that senders print in their own documents, so that a signature made by them, and not only by us, holds.</summary>
public sealed class SignatureVectorTests
{
    private const string SlackBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Fact]
    public void GitHub_ItsExample_Holds() => Assert.True(Holds(
        "github", "It's a Secret to Everybody", "Hello, World!", 0, ("x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")));

    [Fact]
    public void Slack_ItsExample_Holds() => Assert.True(Holds(
        "slack", "8f742231b10e8888abcd99yyyzzz85a5", SlackBody, 1531420618,
        ("x-slack-request-timestamp", "1531420618"), ("x-slack-signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")));

    [Fact]
    public void Standard_ItsExample_Holds() => Assert.True(Holds(
        "standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", """{"test": 2432232314}""", 1614265330,
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"), ("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")));

    [Theory]
    [InlineData("github", "It's a Secret to Everybody", "Hello, World", "x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("github", "It's a Secret to Everybody", "Hello, World!", "x-hub-signature", "sha1=757107ea0eb2509fc211221cce984b8a37570b6d")]
    [InlineData("nothing", "secret", "body", "x-hub-signature-256", "sha256=00")]
    public void Signature_OfAnotherBodyHeaderOrScheme_DoesNotHold(string scheme, string secret, string body, string header, string value) =>
        Assert.False(Holds(scheme, secret, body, 0, (header, value)));

    private static bool Holds(string scheme, string secret, string body, long now, params (string Name, string Value)[] headers)
    {
        var sent = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            sent[name] = value;
        }

        return SignatureScheme.IsSatisfied(scheme, sent, Encoding.UTF8.GetBytes(body), secret, DateTimeOffset.FromUnixTimeSeconds(now));
    }
}
