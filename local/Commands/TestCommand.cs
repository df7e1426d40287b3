using System.CommandLine;
using FlowForge.Core.Testing;
using FlowForge.Formats;
using FlowForge.Local.Client;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

namespace FlowForge.Local.Commands;

/// <summary><c>test FILE…</c>: runs tests of workflows; <c>test --record RUN</c>: makes one of a run.</summary>
internal static class TestCommand
{
    private static readonly Argument<string[]> Files = new("files") { Description = "Test files, YAML or JSON.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<string> Record = new("--record") { Description = "Makes a test of this run in place of running any.", HelpName = "RUN" };

    private static readonly Option<string> Target = new("--out") { Description = "File for the test that is made; the output when left out.", HelpName = "FILE" };

    private static readonly Option<string> Document = new("--workflow")
    {
        Description = "The workflow's file: with --record what the test names, relative to its own file; else what all tests are run against.", HelpName = "FILE",
    };

    private static readonly Option<string[]> Kinds = new("--kind")
    {
        Description = "Definition of a custom kind (JSON), where it is not in the data folder; may stand several times.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false,
    };

    public static Command Create()
    {
        var command = new Command("test", "Runs tests of workflows; exits 0 when all passed, 1 when one did not, 2 when a file is not valid.")
        {
            Files, Record, Target, Document, Kinds, CommonOptions.Json,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Record) is null == result.GetValue(Files) is not { Length: > 0 })
            {
                result.AddError("Name test files, or with --record the run to make one of.");
            }
        });
        command.SetAction(static (parsed, cancellation) => parsed.GetValue(Record) is { } run ? RecordAsync(parsed, run, cancellation) : RunAsync(parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = CommonOptions.Settings(parsed);
        await using var bench = new TestBench(settings);
        var lines = new TestLines(parsed.InvocationConfiguration.Output, parsed.GetValue(CommonOptions.Json));
        foreach (var path in parsed.GetValue(Kinds) ?? [])
        {
            var problems = await bench.AddKindAsync(path, cancellation).ConfigureAwait(false);
            if (problems.Any(static problem => !problem.IsWarning))
            {
                lines.Invalid(new(path, null, null, problems));
            }
        }

        foreach (var path in parsed.GetRequiredValue(Files))
        {
            var file = await bench.ReadAsync(path, parsed.GetValue(Document), cancellation).ConfigureAwait(false);
            if (file.Test is not { } test || file.Workflow is not { IsValid: true, Workflow: { } workflow })
            {
                lines.Invalid(file);
                continue;
            }

            lines.Ran(path, test, await bench.RunAsync(test, workflow, cancellation).ConfigureAwait(false));
        }

        return lines.End();
    }

    private static async Task<int> RecordAsync(ParseResult parsed, string run, CancellationToken cancellation)
    {
        await using var api = await ApiAccess.OpenAsync(CommonOptions.Settings(parsed), cancellation).ConfigureAwait(false);
        var reply = await api.GetAsync($"/api/runs/{Uri.EscapeDataString(run)}/test?format=json", cancellation).ConfigureAwait(false);
        var (test, problems) = WorkflowTestText.Read(reply.Body, "test.json");
        if (test is null)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"flowforge: {problems[0].Path}: {problems[0].Message}").ConfigureAwait(false);
            return ExitCodes.Failed;
        }

        var target = parsed.GetValue(Target);
        if (parsed.GetValue(Document) is { } document)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(target ?? "test.yaml"))!;
            test = test with { Workflow = Path.GetRelativePath(folder, Path.GetFullPath(document)).Replace('\\', '/'), WorkflowId = null };
        }

        var text = target?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true ? WorkflowTestText.WriteJson(test) : WorkflowTestText.WriteYaml(test);
        if (target is null)
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(System.Text.Encoding.UTF8.GetString(text)).ConfigureAwait(false);
        }
        else
        {
            await File.WriteAllBytesAsync(target, text, cancellation).ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }
}
