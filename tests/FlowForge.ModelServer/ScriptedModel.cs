using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowForge.ModelServer;

/// <summary>An OpenAI-compatible server whose replies are written beforehand: the AI layer talks to it over real HTTP.</summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<ScriptedReply> queue = new();
    private readonly ConcurrentQueue<ModelCall> calls = new();
    private readonly CancellationTokenSource ending = new();
    private IReadOnlyList<(Regex When, ScriptedReply Reply)> rules = [];

    private ScriptedModel(WebApplication web) => this.web = web;

    /// <summary>What a host is told as its <c>FlowForge__Ai__BaseUrl</c>.</summary>
    public Uri Address => new($"{web.Urls.First()}/v1");

    /// <summary>The key it wants; another one, or none, is refused with 401.</summary>
    public string Key { get; init; } = "sk-scripted-0123456789abcdef";

    /// <summary>Whether it refuses <c>response_format</c>, as models do that lack it.</summary>
    public bool LacksStructuredOutput { get; set; }

    /// <summary>What it was asked, oldest first.</summary>
    public IReadOnlyList<ModelCall> Calls => [.. calls];

    /// <summary>Starts one at a loopback port, 0 for a free one.</summary>
    public static async Task<ScriptedModel> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.Zero);
        var web = builder.Build();
        var model = new ScriptedModel(web);
        web.MapPost("/v1/chat/completions", model.AnswerAsync);
        await web.StartAsync();
        return model;
    }

    /// <summary>Replies to give next, in order.</summary>
    public ScriptedModel Then(params ReadOnlySpan<ScriptedReply> replies)
    {
        foreach (var reply in replies)
        {
            queue.Enqueue(reply);
        }

        return this;
    }

    /// <summary>Replies to give whenever the newest message of a person matches, when nothing is queued.</summary>
    public void Always(IReadOnlyList<(Regex When, ScriptedReply Reply)> given) => rules = given;

    /// <summary>What it answers when nothing is queued and no rule matches; null for a refusal.</summary>
    public Func<ModelCall, ScriptedReply?> Otherwise { get; set; } = static _ => null;

    /// <summary>Until the process is told to end.</summary>
    public Task StoppedAsync() => web.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        if (!ending.IsCancellationRequested)
        {
            await ending.CancelAsync();
            await web.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var call = new ModelCall(body.RootElement.Clone(), context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        calls.Enqueue(call);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending.Token);
        try
        {
            await ReplyWriting.WriteAsync(context, call, Choose(call), either.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private ScriptedReply Choose(ModelCall call) =>
        call.Header("Authorization") != $"Bearer {Key}" ? new ScriptedReply.Refuse(401, $$$"""{"error":{"message":"Incorrect API key provided: {{{call.Header("Authorization")}}}"}}""")
        : LacksStructuredOutput && call.Body.TryGetProperty("response_format", out _) ? new ScriptedReply.Refuse(400, """{"error":{"message":"'response_format' of type json_schema is not supported with this model."}}""")
        : queue.TryDequeue(out var next) ? next
        : rules.FirstOrDefault(rule => rule.When.IsMatch(call.Newest)).Reply ?? Otherwise(call) ?? new ScriptedReply.Refuse(418, """{"error":{"message":"The script has no reply for this."}}""");
}
