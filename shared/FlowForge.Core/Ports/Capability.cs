namespace FlowForge.Core.Ports;

/// <summary>
/// Something a node can do beyond giving items: whom it calls, what code it runs, what starts it. A kind tells its own
/// (<see cref="INodeKind.Capabilities"/>); credentials, triggers and expressions are read from the document. Equal values are the same capability.
/// </summary>
public abstract record Capability
{
    private Capability()
    {
    }

    /// <summary>It calls a host.</summary>
    /// <param name="Origin">Scheme, host in lower case, and the port where it is not the scheme's own, e.g. <c>https://api.example.com</c>.</param>
    public sealed record Host(string Origin) : Capability;

    /// <summary>It calls whatever host an expression gives.</summary>
    /// <param name="Path">The parameter, e.g. <c>url</c>.</param>
    /// <param name="Code">What the parameter says.</param>
    public sealed record DynamicHost(string Path, string Code) : Capability;

    /// <summary>It uses a credential.</summary>
    /// <param name="Id">Id of the credential, or the expression that gives it.</param>
    /// <param name="Origin">Where it is sent: an <see cref="Host.Origin"/>, the code of a <see cref="DynamicHost"/>, or null when the kind tells no host.</param>
    public sealed record Credential(string Id, string? Origin) : Capability;

    /// <summary>It runs a script.</summary>
    /// <param name="Path">The parameter that holds the code, e.g. <c>source</c>; null when the kind brings the code itself.</param>
    /// <param name="Code">JavaScript, the body of a function.</param>
    public sealed record Script(string? Path, string Code) : Capability;

    /// <summary>It evaluates an expression.</summary>
    /// <param name="Path">The parameter, e.g. <c>fields.total</c>.</param>
    /// <param name="Code">The whole template, with its <c>=</c>.</param>
    public sealed record Expression(string Path, string Code) : Capability;

    /// <summary>It starts runs.</summary>
    /// <param name="Kind">Kind of the trigger.</param>
    public sealed record Trigger(string Kind) : Capability;

    /// <summary>It can be called from outside.</summary>
    /// <param name="Method">HTTP method.</param>
    /// <param name="Path">Path below <c>/api/hooks/</c>.</param>
    /// <param name="Auth">How callers prove themselves; <c>none</c> lets everyone in.</param>
    public sealed record Hook(string Method, string Path, string Auth) : Capability;

    /// <summary>It starts another workflow.</summary>
    /// <param name="Id">Id of that workflow, or the expression that gives it.</param>
    public sealed record StartWorkflow(string Id) : Capability;
}
