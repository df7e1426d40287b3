using System.Text.Json;

namespace FlowForge.Core.Ports;

/// <summary>The one description of a node kind that validator, API, editor and AI layer all read.</summary>
public sealed record KindDescription
{
    /// <summary>The kind's name in documents, e.g. <c>http</c> or <c>trigger.webhook</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its version; parameters of an older one are still read.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary><c>trigger</c>, <c>flow</c>, <c>data</c>, <c>code</c>, <c>net</c>, <c>ai</c>, <c>azure</c> or <c>custom</c>.</summary>
    public required string Group { get; init; }

    /// <summary>One sentence for lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Help in Markdown: what it does, its parameters, its ports.</summary>
    public required string Help { get; init; }

    /// <summary>Name of its icon.</summary>
    public required string Icon { get; init; }

    /// <summary>JSON Schema (2020-12 subset: type, enum, const, properties, required, additionalProperties, items, minimum, maximum,
    /// minItems, maxItems, minLength, maxLength, pattern, default, description, title, oneOf, anyOf) of the parameters.
    /// A string that starts with <c>=</c> is accepted in place of any value unless the schema says <c>"x-literal": true</c>.
    /// <c>x-new</c> is what the editor puts into a new node where that is not the default; <c>x-danger</c> are choices with what they open, shown in red.</summary>
    public required JsonElement ParameterSchema { get; init; }

    /// <summary>Parameters that work, as an example.</summary>
    public required JsonElement Example { get; init; }

    /// <summary>Input ports, first the default; empty for a trigger. Kinds with more override <see cref="INodeKind.InputPorts"/>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = ["in"];

    /// <summary>Output ports, first the default, without <c>error</c>. Kinds with more override <see cref="INodeKind.OutputPorts"/>.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = ["out"];

    /// <summary>Whether it starts runs.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether it opens a scope: runs its body once for each batch.</summary>
    public bool IsLoop { get; init; }

    /// <summary>Whether it may wait for something outside, so that a branch ends before it.</summary>
    public bool Suspends { get; init; }

    /// <summary>Whether it may start runs of other workflows (<see cref="NodeResult.CallWorkflow"/>); such a kind suspends too.</summary>
    public bool CallsWorkflows { get; init; }

    /// <summary>Whether it may answer a webhook's caller.</summary>
    public bool Replies { get; init; }

    /// <summary>Hosts it runs on.</summary>
    public RunsIn RunsIn { get; init; } = RunsIn.Everywhere;

    /// <summary>Names of the credential slots it reads.</summary>
    public IReadOnlyList<string> CredentialSlots { get; init; } = [];
}

/// <summary>Hosts a kind runs on.</summary>
[Flags]
public enum RunsIn
{
    /// <summary>None.</summary>
    Nowhere = 0,

    /// <summary>The browser.</summary>
    Browser = 1,

    /// <summary>A server: one machine or Azure.</summary>
    Server = 2,

    /// <summary>All hosts.</summary>
    Everywhere = Browser | Server,
}
