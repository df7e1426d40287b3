using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Execution;

/// <summary>All that runs of one document from one trigger share: the plan, its decider, and each node's prepared parameters.</summary>
internal sealed class PlannedWorkflow
{
    private readonly IPreparedParameters?[] _parameters;
    private readonly IScripts _scripts;
    private readonly int[] _scriptNodes;
    private readonly bool[] _effects;
    private readonly bool[] _breakpoints;
    private readonly IReadOnlyList<int>?[] _roundChains;

    public PlannedWorkflow(ExecutionPlan plan, IScripts scripts, int window, PinnedOutput?[]? pins = null, IReadOnlySet<string>? breakpoints = null)
    {
        Plan = plan;
        Pins = pins ?? new PinnedOutput?[plan.Nodes.Count];
        Decider = new Decider(plan.Outline, window);
        ConcurrencyKey = plan.Workflow.Config.Concurrency is { } rule ? new(rule, scripts) : null;
        _scripts = scripts;
        _parameters = new IPreparedParameters?[plan.Nodes.Count];
        Steps = plan.Nodes.Select(Step).ToArray();
        _scriptNodes = Enumerable.Range(0, Steps.Length).Where(i => Steps[i] is not null).ToArray();
        _roundChains = Enumerable.Range(0, Steps.Length).Select(FindRoundChain).ToArray();
        Upstream = new(plan.Outline);
        NextWaits = new(plan, Pins);
        Names = plan.Workflow.Nodes.Select(node => node.DisplayName).ToHashSet(StringComparer.Ordinal);
        _effects = plan.Nodes.Select(node => !node.Node.Disabled && !IsPinned(node.Index) && node.Kind?.HasEffect(node.Node) == true).ToArray();
        NamesCredentials = plan.Nodes.Any(node => !IsPinned(node.Index) && Validation.CredentialUses.Of(node.Node).Any());
        CallsWorkflows = plan.Nodes.Any(node => node.Kind?.Description.CallsWorkflows == true);
        _breakpoints = plan.Nodes.Select(node => breakpoints?.Contains(node.Node.Id) == true).ToArray();
        Needs = new(plan.Outline);
        Asked = AskedNodes.Of(plan, NamesIn);
        NodeIndex = plan.Nodes.ToDictionary(node => node.Node.Id, node => node.Index, StringComparer.Ordinal);
    }

    public ExecutionPlan Plan { get; }

    /// <summary>What nodes give in place of being run, by plan order; null for those that run.</summary>
    public IReadOnlyList<PinnedOutput?> Pins { get; }

    public IDecider Decider { get; }

    /// <summary>The key under which runs take their places; null when the workflow has no rule.</summary>
    public ConcurrencyKey? ConcurrencyKey { get; }

    /// <summary>The script step of each node whose kind is one script.</summary>
    public ScriptStep?[] Steps { get; }

    public IReadOnlyDictionary<string, int> NodeIndex { get; }

    public Upstream Upstream { get; }

    /// <summary>Which approval or webhook wait comes next.</summary>
    public NextWaits NextWaits { get; }

    /// <summary>Names of all nodes of the document, those outside this plan included.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>Which nodes' items are asked for, so that lineage is kept at hand.</summary>
    public AskedNodes Asked { get; }

    /// <summary>For how long results may be asked for.</summary>
    public ResultNeeds Needs { get; }

    /// <summary>Whether any node may start runs of other workflows.</summary>
    public bool CallsWorkflows { get; }

    /// <summary>Whether any node names a credential.</summary>
    public bool NamesCredentials { get; }

    /// <summary>Whether the node gives what is pinned to it and is not run.</summary>
    public bool IsPinned(int node) => Pins[node] is not null;

    public bool HasEffect(int node) => _effects[node];

    /// <summary>Whether the run pauses before the node.</summary>
    public bool IsBreakpoint(int node) => _breakpoints[node];

    public IPreparedParameters Parameters(int node) =>
        _parameters[node] ??= _scripts.Prepare(Plan.Nodes[node].Node.Parameters);

    /// <summary>
    /// Script nodes from <paramref name="first"/> on that may cross to the worker together: none asks for a node of the chain, and none may go on after a failure.
    /// </summary>
    public List<int> Chain(int first) => _scriptNodes.Length > 1 ? ChainFrom(first) : [];

    /// <summary>
    /// The script nodes from <paramref name="first"/> on that a loop's rounds begin with, when none of them asks for more than the items of its round; else null. What
    /// they give is known for all rounds when the loop begins.
    /// </summary>
    public IReadOnlyList<int>? RoundChain(int first) => _roundChains[first];

    private List<int>? FindRoundChain(int first)
    {
        var (node, outline) = (Plan.Outline.Nodes[first], Plan.Outline);
        if (Steps[first] is null || node.In is not [var into] || outline.Edges[into] is not { Role: EdgeRole.LoopEntry } entry || outline.Nodes[entry.From].Body != node.Scope)
        {
            return null;
        }

        var chain = ChainFrom(first);
        return chain.TrueForAll(link => _scripts.AsksOnlyItsInput(Steps[link]!)) ? chain : null;
    }

    private List<int> ChainFrom(int first)
    {
        var branch = Plan.Outline.Branches[Plan.Outline.Nodes[first].Branch];
        var chain = new List<int>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var p = Plan.Outline.Nodes[first].Position; p < branch.Length; p++)
        {
            var node = Plan.Nodes[branch[p]];
            if (Steps[node.Index] is not { } step || (chain.Count > 0 && !MayFollow(node, step, names)))
            {
                break;
            }

            chain.Add(node.Index);
            names.Add(node.Node.DisplayName);
            if (node.Node is { AlwaysOutput: true } || node.Node.OnError != Model.OnError.Stop)
            {
                break;
            }
        }

        return chain;
    }

    private bool MayFollow(PlanNode node, ScriptStep step, HashSet<string> names) =>
        node.Node.OnError == Model.OnError.Stop && Array.TrueForAll([.. _scripts.NodeNames(step.Source)], name => name is not null && !names.Contains(name));

    private IEnumerable<string?> NamesIn(PlanNode node) =>
        IsPinned(node.Index) ? []
        : Steps[node.Index] is { } step ? [.. Parameters(node.Index).NodeNames, .. _scripts.NodeNames(step.Source)] : Parameters(node.Index).NodeNames;

    private ScriptStep? Step(PlanNode node) => node.Node.Disabled || IsPinned(node.Index) ? null : (node.Kind as IScriptKind)?.Step(node.Node);
}
