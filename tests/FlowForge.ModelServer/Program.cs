using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.ModelServer;

// dotnet run --project tests/FlowForge.ModelServer -- PORT SCRIPT.json, where the script is [{ "when": regex, "reply": { json | text | status } }].
await using var model = await ScriptedModel.StartAsync(args.Length > 0 ? int.Parse(args[0]) : 0);
if (args.Length > 1)
{
    model.Always([.. JsonElement.Parse(await File.ReadAllTextAsync(args[1])).EnumerateArray().Select(static rule =>
        (new Regex(rule.GetProperty("when").GetString()!, RegexOptions.IgnoreCase), ScriptedReply.Read(rule.GetProperty("reply"))))]);
}

Console.WriteLine($"FlowForge__Ai__BaseUrl={model.Address} FlowForge__Ai__ApiKey={model.Key}");
await model.StoppedAsync();
