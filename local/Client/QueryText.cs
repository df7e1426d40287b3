namespace FlowForge.Local.Client;

/// <summary>A path with a query that is being put together.</summary>
internal sealed class QueryText(string path)
{
    private readonly List<string> parts = [];

    /// <summary>Adds a parameter unless it has no value.</summary>
    public QueryText Add(string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return this;
    }

    /// <summary>The path with these and more parameters.</summary>
    public string With(params string[] more)
    {
        var all = string.Join('&', parts.Concat(more));
        return all.Length == 0 ? path : $"{path}?{all}";
    }

    /// <inheritdoc/>
    public override string ToString() => With();
}
