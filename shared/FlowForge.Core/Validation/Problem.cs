namespace FlowForge.Core.Validation;

/// <summary>One refusal or warning about a document.</summary>
/// <param name="Code">A dotted code, e.g. <c>graph.cycle</c> or <c>json.duplicateKey</c>.</param>
/// <param name="Path">Place in the document, e.g. <c>graph.nodes[3].parameters.url</c>; empty for the whole.</param>
/// <param name="Message">One sentence.</param>
/// <param name="IsWarning">True when the workflow may still run.</param>
/// <param name="Line">1-based line, when the text could not be read.</param>
/// <param name="Column">1-based column, when the text could not be read.</param>
/// <param name="NodeIds">Ids of the nodes concerned.</param>
public sealed record Problem(
    string Code, string Path, string Message, bool IsWarning = false, int? Line = null, int? Column = null, IReadOnlyList<string>? NodeIds = null);
