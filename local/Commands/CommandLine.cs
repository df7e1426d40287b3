using System.CommandLine;

namespace FlowForge.Local.Commands;

/// <summary>The command line (design 6).</summary>
internal static class CommandLine
{
    /// <summary>All commands; without one, <c>serve</c>.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("FlowForge runs workflows durably on one machine.") { CommonOptions.Data, CommonOptions.Set };
        ServeCommand.Describe(root);
        root.Add(ServeCommand.Create());
        root.Add(RunCommand.Create());
        root.Add(ValidateCommand.Create());
        root.Add(RunsCommand.Create());
        root.Add(FramesCommand.Create());
        root.Add(ResumeCommand.Create());
        root.Add(GraphCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(JoinCommand.Create());
        root.Add(CredentialsCommand.Create());
        root.Add(TokensCommand.Create());
        root.Add(TestCommand.Create());
        root.Add(McpCommand.Create());
        root.Add(DoctorCommand.Create());
        return root;
    }
}
