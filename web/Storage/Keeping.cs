using FlowForge.Core.Model;

namespace FlowForge.Web.Storage;

/// <summary>Where the open document is kept, and whether that is all of it.</summary>
public abstract record Keeping
{
    private Keeping()
    {
    }

    /// <summary>The server has this very document.</summary>
    public sealed record Saved(int Version) : Keeping;

    /// <summary>This browser has more than the server.</summary>
    public sealed record Unsaved : Keeping;

    /// <summary>It is on its way to the server.</summary>
    public sealed record Saving : Keeping;

    /// <summary>There is no server; this browser has it.</summary>
    public sealed record HereOnly : Keeping;

    /// <summary>The server refused it, or could not be reached.</summary>
    public sealed record NotSaved(string Why) : Keeping;

    /// <summary>Somebody else has saved in the meantime.</summary>
    /// <param name="Theirs">What the server has.</param>
    /// <param name="ETag">Its ETag.</param>
    public sealed record Conflict(Workflow Theirs, string ETag) : Keeping;
}
