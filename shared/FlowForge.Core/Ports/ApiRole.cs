namespace FlowForge.Core.Ports;

/// <summary>What a caller of the API may do. Each may all that the ones before it may.</summary>
public enum ApiRole
{
    /// <summary>Reads: workflows, runs, frames, kinds, variables. Changes nothing and starts nothing.</summary>
    Viewer = 1,

    /// <summary>Writes and tries workflows: saves, starts and ends runs, asks the AI layer. Puts nothing live, and sees no credential's values (nobody does).</summary>
    Editor,

    /// <summary>Runs what is live: activates, keeps credentials, variables and custom kinds, deletes runs and state.</summary>
    Operator,

    /// <summary>Says who may call, and reads the audit log.</summary>
    Admin,
}
