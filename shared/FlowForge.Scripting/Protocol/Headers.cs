using System.Text.Json.Serialization;

namespace FlowForge.Scripting.Protocol;

/// <summary>What a source is.</summary>
internal enum SourceKind : byte
{
    /// <summary>A function called once an item.</summary>
    PerItem,

    /// <summary>A function called once.</summary>
    AllItems,

    /// <summary>An array of functions, one for each expression of a node's parameters.</summary>
    Expressions,
}

/// <summary>Header of a Define.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Globals">Names of the prelude it mentions.</param>
/// <param name="Mutates">Whether it may change objects in place.</param>
/// <param name="InText">For expressions: whether each is a piece of a longer text.</param>
internal sealed record SourceHeader(SourceKind Kind, IReadOnlyList<string> Globals, bool Mutates, IReadOnlyList<bool> InText);

/// <summary>Header of a Job.</summary>
/// <param name="Steps">Its steps, in order.</param>
/// <param name="Chunks">Count of items in each chunk of the first step's input.</param>
/// <param name="HasBinary">Whether a section with the items' binaries follows the chunks.</param>
/// <param name="Known">Answers to look-ups that were foreseen, a section each, in this order.</param>
internal sealed record JobHeader(
    IReadOnlyList<StepHeader> Steps, IReadOnlyList<int> Chunks, bool HasBinary, IReadOnlyList<FetchHeader> Known);

/// <summary>One step of a job.</summary>
internal sealed record StepHeader
{
    /// <summary>Number of its source.</summary>
    public required int Source { get; init; }

    /// <summary>Name of its node.</summary>
    public required string Node { get; init; }

    /// <summary>Name of the node before it, or null.</summary>
    public string? Previous { get; init; }

    /// <summary>Index of that node's output port that leads here.</summary>
    public int PreviousOutput { get; init; }

    /// <summary>Run index of that node.</summary>
    public int PreviousRun { get; init; }

    /// <summary>Id of its node, when the source asks for it.</summary>
    public string? Id { get; init; }

    /// <summary>Version of its node's kind, when the source asks for it.</summary>
    public int Version { get; init; }

    /// <summary>Its time in milliseconds.</summary>
    public required int TimeoutMs { get; init; }

    /// <summary>Whether only the first item is used.</summary>
    public bool RunOnce { get; init; }

    /// <summary>Whether it goes on after an item failed.</summary>
    public bool Collect { get; init; }

    /// <summary>Index of the first item of the page on the input port.</summary>
    public int Offset { get; init; }

    /// <summary>Whether the job carries the whole input, so that questions about it are answered from it.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>For expressions: whether one that breaks gives nothing.</summary>
    public bool IsLenient { get; init; }

    /// <summary>For expressions: whether the texts they stand in are JSON, so that objects are written as that in any manner.</summary>
    public bool IsInJson { get; init; }

    /// <summary>For expressions: which of the source's functions are wanted.</summary>
    public IReadOnlyList<int>? Only { get; init; }
}

/// <summary>A look-up: header of a Fetch, and of what a job brings along.</summary>
/// <param name="Name">A node's name; empty for the asking node's own input.</param>
/// <param name="Form">One of <see cref="Syntax.LookupForms"/>.</param>
internal sealed record FetchHeader(string Name, string Form);

/// <summary>Header of a Step.</summary>
internal sealed record StepResult
{
    /// <summary>Microseconds it took.</summary>
    public long Micros { get; init; }

    /// <summary>Console output, or null.</summary>
    public string? Console { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public StepError? Error { get; init; }

    /// <summary>For each item the input item's index, -1 for none; null for "same order".</summary>
    public IReadOnlyList<int>? Origins { get; init; }

    /// <summary>Items, or for expressions values, that failed, by index.</summary>
    public IReadOnlyList<StepError>? Errors { get; init; }

    /// <summary>Count of items in each chunk that follows.</summary>
    public IReadOnlyList<int> Chunks { get; init; } = [];

    /// <summary>Whether a section with the items' binaries follows the chunks.</summary>
    public bool HasBinary { get; init; }

    /// <summary>Whose states it changed, a last section each: <c>global</c> or <c>node</c>; null for none.</summary>
    public IReadOnlyList<string>? States { get; init; }
}

/// <summary>What went wrong.</summary>
/// <param name="Code">A failure's code.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Stack">The script's stack, or null.</param>
/// <param name="Index">The item or value, or null for the whole.</param>
internal sealed record StepError(string Code, string Message, string? Stack = null, int? Index = null);

/// <summary>JSON of the headers, made at compile time so that a worker starts without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceHeader))]
[JsonSerializable(typeof(JobHeader))]
[JsonSerializable(typeof(FetchHeader))]
[JsonSerializable(typeof(StepResult))]
internal sealed partial class HeaderJson : JsonSerializerContext;
