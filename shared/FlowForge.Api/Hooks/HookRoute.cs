using FlowForge.Api.Hooks.Proof;
using FlowForge.Core;
using FlowForge.Core.Model;

namespace FlowForge.Api.Hooks;

/// <summary>When a webhook's caller gets the answer (semantics 9).</summary>
internal enum HookAnswer
{
    /// <summary>Once the run is recorded.</summary>
    Immediately,

    /// <summary>At the run's end, with its output.</summary>
    LastNode,

    /// <summary>At the first <c>respond</c> node.</summary>
    Respond,
}

/// <summary>A webhook of a published workflow.</summary>
internal sealed record HookRoute
{
    /// <summary>The published document.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>Its content hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The trigger node.</summary>
    public required string NodeId { get; init; }

    /// <summary>HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Path below <c>/api/hooks/</c>, without slashes at its ends.</summary>
    public required string Path { get; init; }

    /// <summary>How callers prove themselves.</summary>
    public HookAuth Auth { get; init; } = HookAuth.None;

    /// <summary>When the caller gets the answer.</summary>
    public HookAnswer Answer { get; init; } = HookAnswer.Immediately;

    /// <summary>Whether <see cref="HookAnswer.LastNode"/> gives all items of the output, not the first.</summary>
    public bool AllItems { get; init; }

    /// <summary>How long the caller is kept waiting.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(Limits.RespondSeconds);

    /// <summary>The path's segments; <c>:name</c> stands for any.</summary>
    public string[] Segments => field ??= Path.Split('/');

    /// <summary>Whether a segment stands for any.</summary>
    public bool IsPattern => Array.Exists(Segments, IsName);

    /// <summary>The path with its names left out: two hooks of one shape and method would take each other's calls.</summary>
    public string Shape => string.Join('/', Segments.Select(segment => IsName(segment) ? ":" : segment));

    /// <summary>Whether a path below <c>/api/hooks/</c>, cut at its slashes, is this one's.</summary>
    public bool Takes(ReadOnlySpan<string> path)
    {
        if (path.Length != Segments.Length)
        {
            return false;
        }

        for (var i = 0; i < path.Length; i++)
        {
            if (IsName(Segments[i]) ? path[i].Length == 0 : !string.Equals(Segments[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a segment stands for any and is given to the workflow as <c>params</c>.</summary>
    public static bool IsName(string segment) => segment.Length > 1 && segment[0] == ':';
}
