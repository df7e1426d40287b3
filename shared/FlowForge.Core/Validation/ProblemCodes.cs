namespace FlowForge.Core.Validation;

/// <summary>Codes of problems that reading and validating a document give, besides <c>json.*</c> and <c>yaml.*</c> of the text itself.</summary>
public static class ProblemCodes
{
    /// <summary>The <c>flowforge</c> property is missing or names a schema version this build does not know.</summary>
    public const string SchemaVersion = "document.schemaVersion";

    /// <summary>A property that the schema does not have.</summary>
    public const string UnknownProperty = "document.unknownProperty";

    /// <summary>A property that must be there is not.</summary>
    public const string Missing = "document.missing";

    /// <summary>A value of the wrong type.</summary>
    public const string Type = "document.type";

    /// <summary>A value of the right type that is not one of the allowed ones.</summary>
    public const string Value = "document.value";

    /// <summary>A <c>meta</c> larger than <see cref="Limits.MetaBytes"/>.</summary>
    public const string MetaTooLarge = "document.metaTooLarge";

    /// <summary>The workflow's id is not <c>[A-Za-z0-9_-]{1,64}</c>, or is a name some file systems keep for themselves.</summary>
    public const string WorkflowId = "workflow.id";

    /// <summary>A node's id is not <c>[A-Za-z0-9_-]{1,64}</c>, or is a name some file systems keep for themselves.</summary>
    public const string NodeId = "node.id";

    /// <summary>Two nodes with one id.</summary>
    public const string DuplicateId = "node.duplicateId";

    /// <summary>Two nodes with one name, or the name of one is the id of another that has no name.</summary>
    public const string DuplicateName = "node.duplicateName";

    /// <summary>A name that is empty or longer than <see cref="Limits.NameLength"/>.</summary>
    public const string Name = "node.name";

    /// <summary>More nodes than <see cref="Limits.Nodes"/>.</summary>
    public const string TooManyNodes = "graph.tooManyNodes";

    /// <summary>More edges than <see cref="Limits.Edges"/>.</summary>
    public const string TooManyEdges = "graph.tooManyEdges";

    /// <summary>No node starts a run (warning).</summary>
    public const string NoTrigger = "graph.noTrigger";

    /// <summary>A node that no trigger reaches (warning).</summary>
    public const string Disconnected = "graph.disconnected";

    /// <summary>An edge from or to a node that does not exist.</summary>
    public const string MissingNode = "edge.missingNode";

    /// <summary>An edge from or to a port that its node does not have.</summary>
    public const string MissingPort = "edge.missingPort";

    /// <summary>Two edges with the same five address fields.</summary>
    public const string DuplicateEdge = "edge.duplicate";

    /// <summary>An edge that enters a trigger.</summary>
    public const string IntoTrigger = "edge.intoTrigger";

    /// <summary>An edge kind other than <c>main</c> and <c>ai_*</c>.</summary>
    public const string EdgeKind = "edge.kind";

    /// <summary>An <c>ai_tool</c> edge into an agent from a node that is no sub-workflow, which the agent refuses to call (warning).</summary>
    public const string NotATool = "edge.notATool";

    /// <summary>A <c>repeat.max</c> below 1.</summary>
    public const string RepeatMax = "edge.repeatMax";

    /// <summary>An edge from the <c>error</c> port of a node whose <c>onError</c> never uses it (warning).</summary>
    public const string UnusedErrorPort = "edge.errorUnused";

    /// <summary>The kind does not run on this host.</summary>
    public const string NotHere = "node.notHere";

    /// <summary>The parameters were written for a newer version of the kind, or for one below 1.</summary>
    public const string KindVersion = "node.kindVersion";

    /// <summary>A retry rule out of range.</summary>
    public const string Retry = "node.retry";

    /// <summary>A node's time-out that is not above 0.</summary>
    public const string NodeTimeout = "node.timeoutSeconds";

    /// <summary>A setting of the workflow out of range.</summary>
    public const string Config = "config.value";

    /// <summary>A time zone that is not known.</summary>
    public const string Timezone = "config.timezone";

    /// <summary><c>join: each</c> without <c>order: sequential</c>.</summary>
    public const string JoinNeedsSequential = "config.joinNeedsSequential";

    /// <summary>A parameter that the kind needs is missing.</summary>
    public const string ParameterMissing = "parameter.missing";

    /// <summary>A parameter that the kind does not have.</summary>
    public const string ParameterUnknown = "parameter.unknown";

    /// <summary>A parameter of the wrong type.</summary>
    public const string ParameterType = "parameter.type";

    /// <summary>A parameter whose value is not allowed.</summary>
    public const string ParameterValue = "parameter.value";

    /// <summary>An expression or a script that does not parse.</summary>
    public const string Syntax = "expression.syntax";

    /// <summary>More problems than are listed; the message says how many.</summary>
    public const string More = "problems.more";
}
