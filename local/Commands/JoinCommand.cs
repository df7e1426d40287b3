using System.CommandLine;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Formats;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>join all FILE…</c>: what changes when a workflow's nodes wait for all their edges, and the workflow with that.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Workflow files, YAML or JSON.", Arity = ArgumentArity.OneOrMore };
        var write = new Option<bool>("--write") { Description = "Writes the switched workflow over the file; comments in it are lost." };
        var all = new Command("all", "Lists the nodes that behave in another way with join: all; exits 2 when a workflow is not valid then, and leaves its file as it is.")
        {
            files, write, CommonOptions.Json,
        };
        all.SetAction(async (parsed, cancellation) =>
        {
            await using var kinds = KindSet.Create(CommonOptions.Settings(parsed));
            var display = new JoinLines(parsed.InvocationConfiguration.Output, parsed.GetValue(CommonOptions.Json));
            var valid = true;
            foreach (var path in parsed.GetRequiredValue(files))
            {
                var file = await WorkflowFile.ReadAsync(path, kinds.Catalogue, kinds.Scripts, cancellation).ConfigureAwait(false);
                if (file.Workflow is not { } workflow)
                {
                    valid = false;
                    display.Unread(file);
                    continue;
                }

                var switched = JoinChanges.Switch(workflow);
                var then = new WorkflowFile(path, switched, WorkflowValidator.Validate(switched, kinds.Catalogue, kinds.Scripts));
                var isWritten = parsed.GetValue(write) && then.IsValid && workflow.Config.Join != JoinRule.All;
                if (isWritten)
                {
                    await File.WriteAllBytesAsync(path, Bytes(path, switched), cancellation).ConfigureAwait(false);
                }

                valid &= then.IsValid;
                display.Switched(then, workflow.Config.Join == JoinRule.All ? null : JoinChanges.Of(workflow, kinds.Catalogue), isWritten);
            }

            return valid ? ExitCodes.Done : ExitCodes.Invalid;
        });
        return new("join", "Switches when a node with several edges runs.") { all };
    }

    private static byte[] Bytes(string path, Workflow workflow) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? WorkflowJson.Write(workflow, indented: true) : WorkflowYaml.Write(workflow);
}
