namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>How a parameter is edited.</summary>
public enum FieldKind
{
    /// <summary>Any JSON value.</summary>
    Any,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A script.</summary>
    Code,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>An object whose properties are known.</summary>
    Form,

    /// <summary>An object with any names.</summary>
    Map,

    /// <summary>A list.</summary>
    List,

    /// <summary>Names of fields: a text with commas, or a list.</summary>
    Names,

    /// <summary>The id of a credential.</summary>
    Credential,

    /// <summary>The id of a workflow.</summary>
    Workflow,

    /// <summary>A JSON Schema, drawn as fields with types as far as it can be.</summary>
    Shape,

    /// <summary>One of several shapes.</summary>
    Variants,
}
