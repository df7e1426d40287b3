using FlowForge.Api.Answers;

namespace FlowForge.Api.Hooks;

/// <summary>
/// The webhooks that are live. Readers see one whole state or the next: a publication replaces it at once.
/// An exact path wins over one with names; of two with names the one whose literal segments come first.
/// </summary>
internal sealed class HookTable
{
    private volatile Routes current = new([]);

    /// <summary>How many are live.</summary>
    public int Count => current.All.Count;

    /// <summary>The hooks of one workflow.</summary>
    public IReadOnlyList<HookRoute> Of(string workflowId) => [.. current.All.Where(route => route.Workflow.Id == workflowId)];

    /// <summary>Makes these live, and no other.</summary>
    public void Replace(IReadOnlyList<HookRoute> routes) => current = new(routes);

    /// <summary>The hook for a call, with the path's segments when it has names; or 404, or 405 with what is allowed.</summary>
    public Asked<HookMatch> Find(string method, string path)
    {
        var routes = current;
        if (routes.Exact.TryGetValue(path, out var exact) && exact.Find(route => route.Method == method) is { } found)
        {
            return new HookMatch(found, []);
        }

        var segments = path.Split('/');
        var allowed = exact?.Select(route => route.Method).ToList() ?? [];
        foreach (var route in routes.Patterns)
        {
            if (!route.Takes(segments))
            {
                continue;
            }

            if (route.Method == method)
            {
                return new HookMatch(route, segments);
            }

            allowed.Add(route.Method);
        }

        return allowed.Count > 0
            ? Refusals.NoSuchMethod(method, string.Join(", ", allowed.Distinct()))
            : new ApiProblem(404, "hook.unknown", "No such webhook", "No active workflow has a webhook at this path.");
    }

    /// <summary>409 when another workflow has one of these hooks, or two of them are the same; else null.</summary>
    public ApiProblem? RefuseTaken(IReadOnlyList<HookRoute> routes)
    {
        foreach (var route in routes)
        {
            var other = current.All.Concat(routes).FirstOrDefault(live =>
                !ReferenceEquals(live, route)
                && live.Method == route.Method
                && live.Shape == route.Shape
                && (live.Workflow.Id != route.Workflow.Id || routes.Contains(live)));
            if (other is not null)
            {
                return new(409, "hook.taken", "The webhook's path is taken",
                    $"{route.Method} {route.Path} of node '{route.NodeId}' is taken by node '{other.NodeId}' of workflow '{other.Workflow.Id}'.");
            }
        }

        return null;
    }

    private sealed class Routes(IReadOnlyList<HookRoute> all)
    {
        public IReadOnlyList<HookRoute> All { get; } = all;

        public Dictionary<string, List<HookRoute>> Exact { get; } = all
            .Where(route => !route.IsPattern)
            .GroupBy(route => route.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

        public IReadOnlyList<HookRoute> Patterns { get; } =
            [.. all.Where(route => route.IsPattern).OrderBy(route => route.Shape, LiteralsFirst)];

        // ':' stands for a name in a shape and must come behind every literal.
        private static readonly IComparer<string> LiteralsFirst = Comparer<string>.Create(
            (one, other) => string.CompareOrdinal(one.Replace(':', '\uffff'), other.Replace(':', '\uffff')));
    }
}

/// <summary>A hook that takes a call.</summary>
/// <param name="Route">The hook.</param>
/// <param name="Path">The path's segments when the hook's path has names, else empty.</param>
internal sealed record HookMatch(HookRoute Route, string[] Path);
