using System.Globalization;
using System.Text;
using FlowForge.Web.Here;

namespace FlowForge.Web.Client;

/// <summary>Which runs are listed.</summary>
public sealed record RunFilter(string? Workflow = null, string? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Text = null, RunPlace Place = RunPlace.Server)
{
    /// <summary>Whether it lets all runs through.</summary>
    public bool IsEmpty => this == new RunFilter(Place: Place);

    /// <summary>As a query's end, <c>&amp;name=value</c>, or nothing.</summary>
    public string Query
    {
        get
        {
            var query = new StringBuilder();
            Add(query, "workflow", Workflow);
            Add(query, "status", Status);
            Add(query, "from", From?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            Add(query, "to", To?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            Add(query, "text", Text);
            return query.ToString();
        }
    }

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(CultureInfo.InvariantCulture, $"&{name}={Uri.EscapeDataString(value)}");
        }
    }
}
