namespace FlowForge.Web.Editor.Inspector;

/// <summary>A part of the inspector.</summary>
public enum InspectorTab
{
    Parameters,
    Settings,
    Input,
    Output,
    Help,
}
