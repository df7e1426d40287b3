namespace FlowForge.Web.Here;

/// <summary>Where runs are started.</summary>
public enum RunPlace
{
    /// <summary>On the server.</summary>
    Server,

    /// <summary>In this browser.</summary>
    Here,
}
