using System.Net;
using FlowForge.Core.Ports;
using FlowForge.Web.Client;
using FlowForge.Web.Shell;
using FlowForge.Web.SignIn;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.SignIn;

/// <summary>Calls of a server that wants a token: they wait for it, go on by themselves, and stop waiting when the person goes on without.</summary>
public sealed class SignedCallsTests
{
    private readonly ServerAccess access = new(new PageModule(new PageStore()));
    private readonly ApiClient api;

    public SignedCallsTests() => api = new(new HttpMessageInvoker(new SignedCalls(access, new Guarded())), new Uri("http://localhost"));

    [Fact]
    public async Task Call_WithoutAToken_WaitsAndIsSentAgain()
    {
        var (one, other) = (api.GetAsync("/api/me"), api.SendAsync(HttpMethod.Post, "/api/runs", "{}"u8.ToArray()));
        Assert.True(access.IsAsking);
        Assert.False(one.IsCompleted);

        Assert.NotNull(await new AccessApi(api, access).SignInAsync("wrong", isKept: false));
        Assert.True(access.IsAsking);
        Assert.NotNull(await new AccessApi(api, access).SignInAsync("two words", isKept: false));
        Assert.Null(await new AccessApi(api, access).SignInAsync(" right ", isKept: true));

        Assert.IsType<ApiAnswer.Good>(await one);
        Assert.IsType<ApiAnswer.Good>(await other);
        Assert.False(access.IsAsking);
        Assert.Equal(("token:ada", "viewer"), (access.Actor, access.RoleName));
        Assert.False(access.May(ApiRole.Editor));
    }

    [Fact]
    public async Task Call_AfterGoingWithout_IsAsIfThereWereNoServer()
    {
        var waiting = api.GetAsync("/api/me");
        access.GoWithout();

        Assert.Equal(401, Assert.IsType<ApiAnswer.Refused>(await waiting).Refusal.Status);
        Assert.IsType<ApiAnswer.Unreachable>(await api.GetAsync("/api/workflows"));
        Assert.False(await new ServerPresence(api, access).IsThereAsync());
        Assert.True(access.May(ApiRole.Admin));
    }

    [Fact]
    public async Task Call_WithATokenThatHasEnded_AsksAgain()
    {
        await access.TakeAsync("ended", isKept: false);
        var waiting = api.GetAsync("/api/me");

        Assert.True(access.IsAsking);
        Assert.True(access.IsStale);
        await access.TakeAsync("right", isKept: false);
        Assert.IsType<ApiAnswer.Good>(await waiting);
    }

    /// <summary>Answers whoever sends the token "right".</summary>
    private sealed class Guarded : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            request.Headers.Authorization is { Scheme: "Bearer", Parameter: "right" }
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{ "actor": "token:ada", "role": "viewer" }""") }
                : new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("") });
    }
}
