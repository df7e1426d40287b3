using System.Text;

namespace FlowForge.Nodes.Summarize;

/// <summary>Names of results, as n8n gives them.</summary>
internal static class SummaryName
{
    /// <summary>The operation and the field.</summary>
    public static string Of(SummaryOperation operation, string field) => Plain(operation switch
    {
        SummaryOperation.Append => "appended_",
        SummaryOperation.Average => "average_",
        SummaryOperation.Concatenate => "concatenated_",
        SummaryOperation.Count => "count_",
        SummaryOperation.CountUnique => "unique_count_",
        SummaryOperation.Max => "max_",
        SummaryOperation.Min => "min_",
        SummaryOperation.Sum => "sum_",
        _ => throw new InvalidOperationException($"There is no operation {operation}."),
    } + field);

    /// <summary>A name without brackets and quotes, with <c>_</c> for dots and spaces.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (letter is not ('[' or ']' or '"'))
            {
                plain.Append(letter is '.' or ' ' ? '_' : letter);
            }
        }

        return plain.ToString();
    }
}
