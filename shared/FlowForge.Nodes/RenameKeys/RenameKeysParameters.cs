using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Patterns;

namespace FlowForge.Nodes.RenameKeys;

/// <summary>A field and its new name.</summary>
internal sealed record KeyRename(FieldPath From, FieldPath To);

/// <summary>A pattern that changes names.</summary>
/// <param name="Pattern">What is searched.</param>
/// <param name="Replace">What it becomes.</param>
/// <param name="Depth">0 for the item's own names, -1 for all.</param>
internal sealed record PatternRename(Pattern Pattern, string Replace, int Depth);

/// <summary>The parameters of <c>renameKeys</c>.</summary>
/// <param name="Keys">Fields by name, done first.</param>
/// <param name="Patterns">Fields by pattern, in order.</param>
internal sealed record RenameKeysParameters(IReadOnlyList<KeyRename> Keys, IReadOnlyList<PatternRename> Patterns)
{
    /// <summary>Reads them.</summary>
    public static Outcome<RenameKeysParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var dots = reader.Flag("dots", true);
        var keys = reader.Each("keys", key => new KeyRename(key.Path(key.Needed("from"), dots), key.Path(key.Needed("to"), dots)));
        var patterns = reader.Each("patterns", ReadPattern);
        return reader.Give(new RenameKeysParameters(keys, patterns));
    }

    private static PatternRename ReadPattern(ParameterReader reader)
    {
        var pattern = Pattern.Read(reader.Needed("search"), reader.Flag("ignoreCase", false));
        if (pattern.IsFailure)
        {
            reader.Take(pattern.Failure with { Message = $"The parameter \"{reader.PathOf("search")}\": {pattern.Failure.Message}" });
        }

        return new(pattern.Value!, reader.Text("replace") ?? "", reader.Whole("depth", -1, -1, Limits.Depth));
    }
}
