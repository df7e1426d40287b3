using System.Text.RegularExpressions;
using FlowForge.Api.Tests.Support;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Tests.Security;

/// <summary>Walks the API as its own description has it: each operation, each role, no token, a wrong one, one that was taken back.</summary>
public sealed partial class RoleTests
{
    private static readonly string[] Roles = ["viewer", "editor", "operator", "admin"];

    [Fact]
    public async Task OpenApi_EachOperation_NamesTheRoleThatIsListed()
    {
        await using var host = await ApiHost.StartAsync();

        var described = (await OperationsAsync(host)).ToDictionary(one => (one.Method, one.Path), one => one.Role);

        Assert.Equal(RoleList.All.OrderBy(one => one.Key), described.OrderBy(one => one.Key));
    }

    [Fact]
    public async Task EachOperation_WithEachRole_IsAnsweredAsDescribed()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["the-operators"] });
        var tokens = new Dictionary<string, string>();
        foreach (var role in Roles)
        {
            tokens[role] = await host.TokenAsync("the-operators", role);
        }

        foreach (var (method, path, needed) in await OperationsAsync(host, "the-operators"))
        {
            // What is allowed may well fail, since there is nothing of that name; it is not refused for who asks.
            foreach (var role in Roles)
            {
                var answer = await host.SendAsync(method, path, Body(method), headers: ("Authorization", $"Bearer {tokens[role]}"));
                var isAllowed = needed == "open" || Array.IndexOf(Roles, role) >= Array.IndexOf(Roles, needed);
                Assert.True(isAllowed ? answer.Status is not (401 or 403) : answer.Status == 403, $"{method} {path} as {role}: {answer.Status} {answer.Body}");
                Assert.True(isAllowed || answer.Code == "request.role");
            }
        }
    }

    [Fact]
    public async Task EachOperation_WithoutATokenThatHolds_Is401()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = ["the-operators"] });
        var gone = await host.TokenAsync("the-operators", "admin");
        var listed = (await host.GetAsync("/api/tokens", ("Authorization", "Bearer the-operators"))).Root.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal(204, (await host.SendAsync("DELETE", $"/api/tokens/{listed}", headers: ("Authorization", "Bearer the-operators"))).Status);

        foreach (var (method, path, needed) in await OperationsAsync(host, "the-operators"))
        {
            (string, string)[][] sent = [[], [("Authorization", $"Bearer {gone}")], [("Authorization", "Basic the-operators")]];
            foreach (var headers in sent)
            {
                var status = (await host.SendAsync(method, path, Body(method), headers: headers)).Status;

                // Many wrong ones are 429 in the end.
                Assert.True(needed == "open" ? status is not (401 or 403) : status is 401 or 429, $"{method} {path}: {status}");
            }
        }
    }

    [Fact]
    public async Task Routes_ThatMayChangeSomething_SayWhatTheAuditLogIsTold() => await Task.Run(() =>
        Assert.All(Api.Routing.RouteTable.Routes.Where(route => route.Method != "GET" && !route.IsCapability), route => Assert.NotNull(route.Note)));

    [Fact]
    public async Task Role_OfNoToken_OnALoopbackHost_IsAdmin()
    {
        await using var host = await ApiHost.StartAsync();
        var me = await host.GetAsync("/api/me");
        Assert.Equal(("local", "admin"), (me["actor"], me["role"]));
        (await host.GetAsync("/api/me", ("Authorization", "Bearer nobody"))).AssertRefused(401, "request.token");
    }

    private static string? Body(string method) => method is "POST" or "PUT" ? "{}" : null;

    private static async Task<List<(string Method, string Path, string Role)>> OperationsAsync(ApiHost host, string? token = null)
    {
        (string, string)[] headers = token is null ? [] : [("Authorization", $"Bearer {token}")];
        var paths = (await host.GetAsync("/api/openapi.json", headers)).Root.GetProperty("paths");
        return
        [
            .. from path in paths.EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where !path.Name.StartsWith("/api/hooks", StringComparison.Ordinal)
               let security = operation.Value.GetProperty("security")[0]
               let role = security.TryGetProperty("token", out var needed) ? needed[0].GetString()! : "open"
               select (operation.Name.ToUpperInvariant(), token is null ? path.Name["/api".Length..] : Names().Replace(path.Name, "nothing"), role),
        ];
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Names();
}
