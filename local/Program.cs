using FlowForge.Local.Commands;
using FlowForge.Local.Display;
using FlowForge.Local.Hosting;

if (args is [] or ["serve" or ['-', ..], ..])
{
    YoungGeneration.Ensure();
}

try
{
    // `@` names a file of input here, not of arguments. A stopping host gives its requests and its journal time of their own.
    return await CommandLine.Create().Parse(args, new() { ResponseFileTokenReplacer = null })
        .InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) })
        .ConfigureAwait(false);
}
catch (Exception refused) when (Refusal.Explains(refused))
{
    await Console.Error.WriteLineAsync($"flowforge: {refused.Message}").ConfigureAwait(false);
    return ExitCodes.Failed;
}
