using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>A request to the AI layer that has been read: gives what writes its answer.</summary>
internal delegate ValueTask<Outcome<Action<Utf8JsonWriter>>> AiWork(IAssistantListener listener, CancellationToken cancellation);
