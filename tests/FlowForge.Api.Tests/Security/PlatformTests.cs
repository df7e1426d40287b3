using System.Text;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Security;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("""[{"typ":"roles","val":"editor"},{"typ":"preferred_username","val":"ada@example.com"}]""", "editor")]
    [InlineData("""[{"typ":"roles","val":"viewer"},{"typ":"roles","val":"operator"},{"typ":"roles","val":"Something.Else"},{"typ":"preferred_username","val":"ada@example.com"}]""", "operator")]
    public async Task Principal_WithARoleOfOurs_HasIt(string claims, string role)
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["x"], HasPlatformSignIn = true });
        var me = await host.GetAsync("/api/me", Principal(claims));
        Assert.Equal(("user:ada@example.com", role), (me["actor"], me["role"]));
        Assert.Equal(403, (await host.GetAsync("/api/audit", Principal(claims))).Status);
    }

    [Theory]
    [InlineData("""[{"typ":"preferred_username","val":"ada@example.com"}]""")]
    [InlineData("""[{"typ":"roles","val":"ADMIN"}]""")]
    [InlineData("""[{"typ":"name","val":"admin"}]""")]
    [InlineData("""[{"typ":"roles"}]""")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public async Task Principal_WithoutARoleOfOurs_Is401(string claims)
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["x"], HasPlatformSignIn = true });
        Assert.Equal(401, (await host.GetAsync("/api/me", Principal(claims))).Status);
    }

    [Fact]
    public async Task Principal_WhereNoPlatformStandsBefore_IsNotBelieved()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["x"] });
        Assert.Equal(401, (await host.GetAsync("/api/me", Principal("""[{"typ":"roles","val":"admin"}]"""))).Status);
    }

    private static (string, string) Principal(string claims) =>
        ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"auth_typ":"aad","claims":{{claims}},"name_typ":"name","role_typ":"roles"}""")));
}
