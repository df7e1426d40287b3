using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Code;

/// <summary>The parameters of <c>code</c>; neither is ever a template.</summary>
/// <param name="PerItem">Whether it runs for each item; default true.</param>
/// <param name="Source">JavaScript, at most <see cref="Limits.ScriptSource"/> characters.</param>
internal sealed record CodeParameters(bool PerItem, string Source)
{
    private static readonly FrozenDictionary<string, bool> Modes =
        new Dictionary<string, bool> { ["perItem"] = true, ["allItems"] = false }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<CodeParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var source = reader.Text("source");
        if (source is null)
        {
            reader.Refuse("source", "is missing");
        }
        else if (source.Length > Limits.ScriptSource)
        {
            reader.Refuse("source", $"may have {Limits.ScriptSource} characters at most");
        }

        return reader.Give(new CodeParameters(reader.Choice("mode", Modes, true), source ?? ""));
    }
}
