using System.CommandLine;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>validate FILE…</c></summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = "Workflow files, YAML or JSON.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Says what is wrong with workflow files; exits 2 when any is not valid.") { files, CommonOptions.Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var kinds = KindSet.Create(CommonOptions.Settings(parsed));
            var valid = true;
            foreach (var path in parsed.GetRequiredValue(files))
            {
                var file = await WorkflowFile.ReadAsync(path, kinds.Catalogue, kinds.Scripts, cancellation).ConfigureAwait(false);
                valid &= file.IsValid;
                if (parsed.GetValue(CommonOptions.Json))
                {
                    ProblemLines.WriteJson(output, file);
                    continue;
                }

                ProblemLines.Write(output, file);
                if (file.IsValid)
                {
                    output.WriteLine($"{path}: valid");
                }
            }

            return valid ? ExitCodes.Done : ExitCodes.Invalid;
        });
        return command;
    }
}
