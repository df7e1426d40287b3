namespace FlowForge.Core.Failures;

/// <summary>Codes of failures that more than one room gives. Kinds may add their own under their name.</summary>
public static class FailureCodes
{
    /// <summary>An expression threw or does not parse.</summary>
    public const string Expression = "expression.failed";

    /// <summary>An expression names a node that is not upstream of the one that asks.</summary>
    public const string NotUpstream = "expression.notUpstream";

    /// <summary>The line from an item back to the named node is lost.</summary>
    public const string LineageLost = "expression.lineageLost";

    /// <summary>A script threw or does not parse.</summary>
    public const string Script = "script.failed";

    /// <summary>A script passed its time.</summary>
    public const string ScriptTimeout = "script.timeout";

    /// <summary>A script passed its memory, its recursion depth, or another limit of size.</summary>
    public const string ScriptLimit = "script.limit";

    /// <summary>A script's promise never settled.</summary>
    public const string ScriptUnsettled = "script.unsettled";

    /// <summary>A script gave something that is no item.</summary>
    public const string ScriptResult = "script.result";

    /// <summary>A node's attempt passed its time.</summary>
    public const string NodeTimeout = "node.timeout";

    /// <summary>The run passed its time.</summary>
    public const string RunTimeout = "run.timeout";

    /// <summary>The host died five times in this node.</summary>
    public const string CrashedHost = "node.crashedHost";

    /// <summary>A parameter has a wrong type or value once its expressions are resolved.</summary>
    public const string Parameter = "node.parameter";

    /// <summary>The catalogue has no such kind.</summary>
    public const string UnknownKind = "node.unknownKind";

    /// <summary>A repeat edge would deliver more often than its <c>max</c>.</summary>
    public const string RepeatLimit = "repeat.limit";

    /// <summary>Its place was taken when it came, and the rule says that it gives way.</summary>
    public const string ConcurrencySkipped = "concurrency.skipped";

    /// <summary>A later run took its place.</summary>
    public const string ConcurrencyReplaced = "concurrency.replaced";

    /// <summary>Too many runs wait for the same place.</summary>
    public const string ConcurrencyFull = "concurrency.full";

    /// <summary>A bound of <see cref="Limits"/> was passed.</summary>
    public const string Limit = "limit.passed";

    /// <summary>An item is larger than <see cref="Limits.ItemBytes"/>.</summary>
    public const string ItemTooLarge = "limit.item";

    /// <summary>What a workflow keeps between its runs would pass a bound.</summary>
    public const string StateTooLarge = "limit.state";

    /// <summary>A node of kind <c>stop</c> ended the run.</summary>
    public const string Stopped = "workflow.stopped";

    /// <summary>Nobody let the run go on from a breakpoint.</summary>
    public const string PauseOver = "pause.over";

    /// <summary>A called workflow does not exist.</summary>
    public const string CallUnknown = "call.unknownWorkflow";

    /// <summary>A called workflow has no trigger for it.</summary>
    public const string CallNotCallable = "call.notCallable";

    /// <summary>Calls inside one another pass <see cref="Limits.ChildDepth"/>.</summary>
    public const string CallDepth = "call.depth";

    /// <summary>This host cannot start runs of other workflows: Azure Functions, so far.</summary>
    public const string CallNotHere = "call.notHere";

    /// <summary>A called run was cancelled.</summary>
    public const string CallCancelled = "call.cancelled";

    /// <summary>A called run was deleted before its caller had its result.</summary>
    public const string CallLost = "call.lost";

    /// <summary>A credential is named and no vault holds it.</summary>
    public const string CredentialUnavailable = "credential.unavailable";

    /// <summary>The vault's key does not open the credential, or its type does not fit the use.</summary>
    public const string CredentialUnreadable = "credential.unreadable";

    /// <summary>The credential is not bound to the origin that is called.</summary>
    public const string CredentialOrigin = "credential.originNotAllowed";

    /// <summary>Another credential has the id.</summary>
    public const string CredentialExists = "credential.exists";

    /// <summary>The credential was changed meanwhile.</summary>
    public const string CredentialChanged = "credential.changed";

    /// <summary>The credential cannot be kept as it was given.</summary>
    public const string CredentialInvalid = "credential.invalid";

    /// <summary>The address is not one a workflow may call.</summary>
    public const string AddressRefused = "egress.addressNotAllowed";

    /// <summary>The request cannot be sent as it is written (header, method, address).</summary>
    public const string RequestRefused = "egress.request";

    /// <summary>No connection, or it broke.</summary>
    public const string ConnectionFailed = "egress.connection";

    /// <summary>The call passed its time.</summary>
    public const string CallTimeout = "egress.timeout";

    /// <summary>The answer is larger than allowed.</summary>
    public const string ResponseTooLarge = "egress.responseTooLarge";

    /// <summary>A redirect leads where it may not, or there are too many.</summary>
    public const string RedirectRefused = "egress.redirect";

    /// <summary>The remote answered with a status of 400 or more.</summary>
    public const string HttpStatus = "http.status";
}
