namespace FlowForge.Formats;

/// <summary>How a document is written down.</summary>
public enum DocumentFormat
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>YAML.</summary>
    Yaml,
}
