using System.Text.Json;
using FlowForge.Web.Editor.Inspector.Schema;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor.Inspector.Fields;

/// <summary>What every field has: its schema, its value, its place, and a way to say the new value.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired]
    public FieldSchema Schema { get; set; } = null!;

    /// <summary>Its value, or null when it is left out.</summary>
    [Parameter]
    public JsonElement? Value { get; set; }

    /// <summary>The new value; null leaves it out.</summary>
    [Parameter]
    public EventCallback<JsonElement?> OnChange { get; set; }

    /// <summary>Its path below the parameters, as problems name it: <c>rules[1].name</c>.</summary>
    [Parameter]
    public string Path { get; set; } = "";

    /// <summary>Id of its control, which its label names.</summary>
    protected string ControlId => $"field-{Path}";

    /// <summary>What a screen reader calls it.</summary>
    protected string Spoken => Schema.Title.Length > 0 && Schema.Title != "Value" ? Schema.Title : Path;

    /// <summary>What is shown: the value, else the default.</summary>
    protected JsonElement? Shown => Value ?? Schema.Default;
}
