using FlowForge.Api.Ai;
using FlowForge.Api.Hooks;
using FlowForge.Api.Listeners;
using FlowForge.Api.Metrics;
using FlowForge.Api.Workflows;

namespace FlowForge.Api;

/// <summary>What the endpoints share: the host's services, and what the API itself keeps in memory.</summary>
internal sealed class ApiState(ApiServices services)
{
    public ApiServices Services { get; } = services;

    /// <summary>Documents that were read lately.</summary>
    public DocumentCache Documents { get; } = new();

    /// <summary>The webhooks of published workflows.</summary>
    public HookTable Hooks { get; } = new();

    /// <summary>Webhooks that wait for one call of a test.</summary>
    public TestListeners Listeners { get; } = new(services.Ids, services.Clock);

    /// <summary>Jobs of the AI layer.</summary>
    public AiJobs Jobs { get; } = new(services.Ids, services.Clock);

    /// <summary>One publication at a time, so that two workflows cannot take one path.</summary>
    public SemaphoreSlim Publishing { get; } = new(1, 1);

    /// <summary>One measurement of the store at a time.</summary>
    public SemaphoreSlim Measuring { get; } = new(1, 1);

    /// <summary>Counters since start.</summary>
    public ApiMeters Meters { get; } = new(services.Meter);

    /// <summary>What is measured, as text; null when nothing is.</summary>
    public MeterText? Measured { get; } = services.Meter is null ? null : new(services.Meter);
}
