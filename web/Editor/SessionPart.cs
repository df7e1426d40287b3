namespace FlowForge.Web.Editor;

/// <summary>What of an open workflow has changed.</summary>
[Flags]
public enum SessionPart
{
    None = 0,
    Document = 1,
    Selection = 2,
    Problems = 4,
    Run = 8,
}
