namespace FlowForge.Scripting.Sandbox;

/// <summary>A script waits for a promise that nothing will ever settle.</summary>
internal sealed class UnsettledException() : Exception("The script waits for a promise that did not settle.");
