using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Limit;

/// <summary>The parameters of <c>limit</c>.</summary>
/// <param name="Max">How many items are kept, 0 to 10⁹; default 1.</param>
/// <param name="KeepsLast">Whether the end of the list is kept; default no.</param>
internal sealed record LimitParameters(int Max, bool KeepsLast)
{
    private static readonly FrozenDictionary<string, bool> Ends =
        new Dictionary<string, bool> { ["first"] = false, ["last"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<LimitParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new LimitParameters(reader.Whole("max", 1, 0, 1_000_000_000), reader.Choice("keep", Ends, false)));
    }
}
