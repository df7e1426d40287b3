using System.CommandLine;
using FlowForge.Core.Model;
using FlowForge.Core.Validation;
using FlowForge.Formats;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>import n8n FILES… --out DIR</c>: workflows of n8n as files of this product.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Files that n8n has exported; one may hold a list of workflows.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--out") { Description = "Folder for the files, one ID.yaml a workflow.", HelpName = "DIR", Required = true };
        var join = new Option<string>("--join") { Description = "each: a node runs for each edge that delivers, as in n8n. all: once for all.", DefaultValueFactory = _ => "each" };
        join.AcceptOnlyFromAmong("each", "all");
        var n8n = new Command("n8n", "Converts workflows of n8n; exits 2 when a file holds none.") { files, target, join, CommonOptions.Json };
        n8n.SetAction(async (parsed, cancellation) =>
        {
            var folder = Directory.CreateDirectory(parsed.GetRequiredValue(target)).FullName;
            await using var kinds = KindSet.Create(CommonOptions.Settings(parsed));
            var display = new ImportLines(parsed.InvocationConfiguration.Output, parsed.GetValue(CommonOptions.Json));
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var refused = false;
            foreach (var path in parsed.GetRequiredValue(files))
            {
                await foreach (var read in N8nFile.ReadAsync(path, parsed.GetRequiredValue(join) == "all" ? JoinRule.All : JoinRule.Each, cancellation).ConfigureAwait(false))
                {
                    if (read.IsFailure)
                    {
                        refused = true;
                        display.Refused(path, read.Failure);
                        continue;
                    }

                    var workflow = read.Value.Workflow with { Id = Free(read.Value.Workflow.Id, taken) };
                    var file = Path.Combine(folder, $"{workflow.Id}.yaml");
                    await File.WriteAllBytesAsync(file, WorkflowYaml.Write(workflow), cancellation).ConfigureAwait(false);
                    display.Written(path, file, read.Value.Report, WorkflowValidator.Validate(workflow, kinds.Catalogue, kinds.Scripts));
                }
            }

            return refused ? ExitCodes.Invalid : ExitCodes.Done;
        });
        return new("import", "Brings workflows of other products over.") { n8n };
    }

    /// <summary>An id that no workflow of this import has yet.</summary>
    private static string Free(string id, HashSet<string> taken)
    {
        var free = id;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{id[..Math.Min(id.Length, 56)]}-{number}";
        }

        return free;
    }
}
