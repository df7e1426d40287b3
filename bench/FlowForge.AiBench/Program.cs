using FlowForge.Ai.Models;
using FlowForge.AiBench;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Scripting;

var (settings, wrong) = BenchSettings.Read(args);
if (settings is null)
{
    Console.Error.WriteLine($"{wrong}\n\n{BenchSettings.Usage}");
    return 2;
}

var prompts = settings.Set is "heals" ? [] : SetFiles.Prompts(AppContext.BaseDirectory).Where(one => settings.Only.IsMatch(one.Id)).ToList();
var heals = settings.Set is "prompts" ? [] : SetFiles.Heals(AppContext.BaseDirectory).Where(one => settings.Only.IsMatch(one.Id)).ToList();
var options = BenchSettings.Model(Environment.GetEnvironmentVariable);
using var egress = new SafeEgress(new() { Allow = [new FlowForge.Egress.Addresses.AllowRule.Host(options.BaseUrl.IdnHost, options.BaseUrl.Port)] }, TimeProvider.System);
ILanguageModel model = settings.IsShow ? new ShownModel(Console.Out) : settings.IsReference ? new ReferenceModel(prompts, heals) : new OpenAiModel(options, egress, TimeProvider.System);
if (model.Missing is not null)
{
    Console.Error.WriteLine($"No key is set: FlowForge__Ai__ApiKey, or OPENROUTER_API_KEY.\n\n{BenchSettings.Usage}");
    return 2;
}

await using var scripts = new ProcessScripts();
var measurement = new Measurement(model, scripts, settings.Tries, settings.Parallel)
{
    OnEnded = static attempt => Console.Error.WriteLine($"{(attempt.Passed ? "passed" : "FAILED")} {attempt.Id} {attempt.Elapsed.TotalSeconds:0.0} s{(attempt.Passed ? "" : $"  {attempt.Failed[0]}")}"),
};
var report = new FlowForge.AiBench.Reports.Report(
    settings.IsReference || settings.IsShow ? model.Usual! : options.ToString(),
    await measurement.PromptsAsync(prompts, CancellationToken.None), await measurement.HealsAsync(heals, CancellationToken.None));
if (settings.IsShow)
{
    return 0;
}

Console.WriteLine(report.Markdown());
if (settings.JsonFile is { } file)
{
    await File.WriteAllBytesAsync(file, report.Json());
}

// A measurement has no right result; the references have one.
return settings.IsReference && report.Prompts.Concat(report.Heals).Any(static attempt => !attempt.Passed) ? 1 : 0;
