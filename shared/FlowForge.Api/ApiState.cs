using FlowForge.Api.Ai;
using FlowForge.Api.Bodies;
using FlowForge.Api.Pauses;
using FlowForge.Api.Hooks;
using FlowForge.Api.Listeners;
using FlowForge.Api.Metrics;
using FlowForge.Api.Security;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Frames;

namespace FlowForge.Api;

/// <summary>What the endpoints share: the host's services, and what the API itself keeps in memory.</summary>
internal sealed class ApiState(ApiServices services)
{
    public ApiServices Services { get; } = services;

    /// <summary>Tokens that admins have made.</summary>
    public TokenRing Ring { get; } = new(services.Tokens ?? new MemoryTokenStore(), services.Clock);

    /// <summary>How often clients may be wrong.</summary>
    public Rates Rates { get; } = new(services.Clock);

    /// <summary>How long work waits for a thread.</summary>
    public Pulse Pulse { get; } = new(services.Clock);

    /// <summary>Whether callers who want something started had better come again later.</summary>
    public bool IsBusy => Services.Engine.IsBusy || (Services.Engine.RunsAtWork >= Limits.RunsWhenLate && Pulse.IsLate);

    /// <summary>Bytes that bodies take.</summary>
    public BodyBudget Bodies { get; } = new();

    /// <summary>Documents that were read lately.</summary>
    public DocumentCache Documents { get; } = new();

    /// <summary>The webhooks of published workflows.</summary>
    public HookTable Hooks { get; } = new();

    /// <summary>Webhooks that wait for one call of a test.</summary>
    public TestListeners Listeners { get; } = new(services.Ids, services.Clock);

    /// <summary>What is proposed for runs that have paused.</summary>
    public RunProposals Proposals { get; } = new(services);

    /// <summary>Answers a request that the API itself puts together for a caller: roles and audit log as for any other, without a token.</summary>
    public Func<Microsoft.AspNetCore.Http.HttpContext, Security.Caller, Task> InnerAsync { get; set; } = static (_, _) => throw new InvalidOperationException("The API is not put together yet.");

    /// <summary>Jobs of the AI layer.</summary>
    public AiJobs Jobs { get; } = new(services.Ids, services.Clock);

    /// <summary>Those that other processes of the host work on, or ask for.</summary>
    public SharedAiJobs? SharedJobs { get; } = services.AiJobs is { } kept ? new(kept, services) : null;

    /// <summary>One publication at a time, so that two workflows cannot take one path.</summary>
    public SemaphoreSlim Publishing { get; } = new(1, 1);

    /// <summary>One measurement of the store at a time.</summary>
    public SemaphoreSlim Measuring { get; } = new(1, 1);

    /// <summary>Counters since start.</summary>
    public ApiMeters Meters { get; } = new(services.Meter);

    /// <summary>What is measured, as text; null when nothing is.</summary>
    public MeterText? Measured { get; } = services.Meter is null ? null : new(services.Meter);
}
