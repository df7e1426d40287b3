using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using FlowForge.Core;
using FlowForge.ModelServer;

namespace FlowForge.Api.Tests.AiNodes;

/// <summary>Jobs of the AI layer where a host has several processes: one works, another is asked.</summary>
public sealed class SharedJobTests
{
    private readonly MemoryAiJobStore _store = new();

    [Fact]
    public async Task Get_FromAnotherProcess_IsTheResultOfTheOneThatWorked()
    {
        await using var works = await AiHost.StartAsync(jobs: _store);
        await using var asked = await AiHost.StartAsync(jobs: _store);
        works.Server.Then(new ScriptedReply.Text("""{"explanation":"Good day.","operations":[]}"""));

        var job = await BeginAsync(works);

        var ended = await EndedAsync(asked, job);
        Assert.Equal(("done", "Good day."), (ended.GetProperty("status").GetString(), ended.GetProperty("result").GetProperty("text").GetString()));
        Assert.Equal(await works.Api.Http.GetStringAsync(Path(job)), ended.GetRawText());
    }

    [Fact]
    public async Task Delete_AtAnotherProcess_StopsTheOneThatWorks()
    {
        await using var works = await AiHost.StartAsync(jobs: _store);
        await using var asked = await AiHost.StartAsync(jobs: _store);
        works.Server.Then(new ScriptedReply.Hang());
        var job = await BeginAsync(works);
        Assert.Equal("running", (await asked.Api.Http.GetFromJsonAsync<JsonElement>(Path(job))).GetProperty("status").GetString());

        using var stopped = await asked.Api.Http.DeleteAsync(Path(job));

        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        Assert.Equal("ai.stopped", (await EndedAsync(asked, job)).GetProperty("problem").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Get_OfAProcessThatIsGone_SaysThatItIsLost()
    {
        await using var asked = await AiHost.StartAsync(jobs: _store);
        var longAgo = TimeProvider.System.GetUtcNow().AddSeconds(-Limits.AiJobLostSeconds - 1);
        await _store.WriteAsync("gone", new(Encoding.UTF8.GetBytes("""{"job":"gone","status":"running"}"""), longAgo, false), default);

        var lost = await asked.Api.Http.GetFromJsonAsync<JsonElement>(Path("gone"));

        Assert.Equal(("failed", "ai.lost"), (lost.GetProperty("status").GetString(), lost.GetProperty("problem").GetProperty("code").GetString()));
        using var unknown = await asked.Api.Http.GetAsync(Path("never"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static string Path(string job) => $"/api/ai/jobs/{job}";

    private static async Task<string> BeginAsync(AiHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ai/chat") { Content = AiHost.Json("""{"prompt":"Hello"}""") };
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await host.Api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("job").GetString()!;
    }

    private static async Task<JsonElement> EndedAsync(AiHost host, string job)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var read = await host.Api.Http.GetFromJsonAsync<JsonElement>(Path(job));
            if (read.GetProperty("status").GetString() != "running")
            {
                return read;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The job did not end.");
    }
}
