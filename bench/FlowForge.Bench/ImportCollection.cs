using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n;
using FlowForge.Scripting;

namespace FlowForge.Bench;

/// <summary><c>import FOLDER</c>: reads every workflow of n8n below a folder and says what was found again. docs/n8n.md has the figures of a public collection.</summary>
internal static class ImportCollection
{
    private const string Sticky = "n8n-nodes-base.stickyNote";

    public static async Task PrintAsync(string folder)
    {
        await using var scripts = new ProcessScripts(new(), TimeProvider.System);
        var sums = new SortedDictionary<string, (int Found, int Given)>(StringComparer.Ordinal);
        var placeholders = new Dictionary<string, int>(StringComparer.Ordinal);
        var troubles = new List<string>();
        var started = TimeProvider.System.GetTimestamp();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            try
            {
                var read = N8nImport.Read(bytes, Path.GetFileNameWithoutExtension(file));
                Add("files that hold a workflow", !read.IsFailure);
                if (read.IsFailure)
                {
                    troubles.Add($"{file}: {read.Failure.Code}: {read.Failure.Message}");
                    continue;
                }

                count++;
                Measure(file, bytes, read.Value);
            }
            catch (Exception broken)
            {
                Add("files without an exception", false);
                troubles.Add($"{file}: {broken.GetType().Name}: {broken.Message}");
            }
        }

        Console.WriteLine($"{count} workflows in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s");
        foreach (var (name, (found, given)) in sums)
        {
            Console.WriteLine($"{name}: {found} of {given}{(given == 0 ? "" : $" ({100.0 * found / given:0.00} %)")}");
        }

        Console.WriteLine("\nmost frequent without a kind:");
        foreach (var (type, number) in placeholders.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(20))
        {
            Console.WriteLine($"{number,5} {type}");
        }

        Console.WriteLine();
        troubles.ForEach(Console.WriteLine);

        void Add(string name, bool found) => sums[name] = (sums.GetValueOrDefault(name).Found + (found ? 1 : 0), sums.GetValueOrDefault(name).Given + 1);

        void Measure(string file, byte[] bytes, N8nImported imported)
        {
            var workflow = imported.Workflow;
            foreach (var placeholder in imported.Report.Placeholders)
            {
                placeholders[placeholder.Type] = placeholders.GetValueOrDefault(placeholder.Type) + 1;
            }

            foreach (var node in workflow.Nodes)
            {
                Add("nodes with a kind", !node.Kind.StartsWith("n8n:", StringComparison.Ordinal));
                foreach (var text in Expressions(node.Parameters))
                {
                    var problems = scripts.Prepare(JsonSerializer.SerializeToElement(new { text })).Problems;
                    Add("expressions that parse", problems.Count == 0);
                    if (problems is [var (_, problem), ..])
                    {
                        troubles.Add($"{file}: {node.Id}: {problem.Message} in {text[..Math.Min(text.Length, 160)].ReplaceLineEndings(" ")}");
                    }
                }
            }

            if (JsDocument(bytes) is { } source)
            {
                OfSource(file, source, workflow);
            }

            var again = N8nExport.Missing(workflow).Count > 0 ? null : N8nImport.Read(N8nExport.Write(workflow)).Value?.Workflow;
            var same = again is not null && WorkflowJson.Hash(again) == WorkflowJson.Hash(workflow);
            Add("import, export and import give the same document", same);
            if (!same)
            {
                troubles.Add($"{file}: what was exported is another document when it is imported again");
            }
        }

        void OfSource(string file, JsonElement source, Workflow workflow)
        {
            var list = source.GetProperty("nodes").EnumerateArray().Where(node => node.ValueKind == JsonValueKind.Object).ToList();
            var drawn = list.Where(node => Text(node, "type") != Sticky).ToList();
            Sum("nodes", workflow.Nodes.Count, drawn.Count);
            Sum("sticky notes", workflow.Notes.Count, list.Count - drawn.Count);
            var names = list.Select(node => Text(node, "name")).ToHashSet(StringComparer.Ordinal);
            Sum("connections", workflow.Edges.Count, Connections(source, names));
            foreach (var node in drawn)
            {
                var here = workflow.Nodes.FirstOrDefault(one => one.DisplayName == Text(node, "name"));
                Setting(node, "disabled", true, here?.Disabled);
                Setting(node, "retryOnFail", true, here?.Retry is not null);
                Setting(node, "alwaysOutputData", true, here?.AlwaysOutput);
                Setting(node, "executeOnce", true, here?.RunOnce);
                Setting(node, "continueOnFail", true, here?.OnError != OnError.Stop);
                if (Text(node, "onError") is { Length: > 0 } onError)
                {
                    Add("setting onError", (onError, here?.OnError) is ("stopWorkflow", OnError.Stop) or ("continueRegularOutput", OnError.Continue) or ("continueErrorOutput", OnError.ErrorOutput));
                }

                if (Text(node, "notes") is { Length: > 0 } notes)
                {
                    Add("setting notes", here?.Notes == notes);
                }
            }

            if (source.TryGetProperty("pinData", out var pinned) && pinned.ValueKind == JsonValueKind.Object)
            {
                foreach (var pin in pinned.EnumerateObject().Where(pin => names.Contains(pin.Name) && pin.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0))
                {
                    Add("pinned data", workflow.Nodes.Any(one => one.DisplayName == pin.Name && one.Pinned.ValueKind == JsonValueKind.Object));
                }
            }

            void Sum(string name, int found, int given)
            {
                sums[name] = (sums.GetValueOrDefault(name).Found + found, sums.GetValueOrDefault(name).Given + given);
                if (found != given)
                {
                    troubles.Add($"{file}: {found} of {given} {name}");
                }
            }

            void Setting(JsonElement node, string name, bool wanted, bool? found)
            {
                if (node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True)
                {
                    Add($"setting {name}", found == wanted);
                    if (found != wanted)
                    {
                        troubles.Add($"{file}: {Text(node, "name")} has lost {name}");
                    }
                }
            }
        }
    }

    private static int Connections(JsonElement source, HashSet<string> names) => source.TryGetProperty("connections", out var all) && all.ValueKind == JsonValueKind.Object
        ? all.EnumerateObject().Where(from => names.Contains(from.Name) && from.Value.ValueKind == JsonValueKind.Object).Sum(from => from.Value.EnumerateObject()
            .Where(kind => kind.Value.ValueKind == JsonValueKind.Array)
            .Sum(kind => kind.Value.EnumerateArray().Index().Where(port => port.Item.ValueKind == JsonValueKind.Array)
                .Sum(port => port.Item.EnumerateArray().Where(to => to.ValueKind == JsonValueKind.Object && names.Contains(Text(to, "node"))).Select(to => to.GetRawText()).Distinct().Count())))
        : 0;

    private static JsonElement? JsDocument(byte[] bytes)
    {
        try
        {
            // What stands behind the workflow is no part of it.
            var reader = new Utf8JsonReader(bytes.AsSpan(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            return JsonElement.TryParseValue(ref reader, out var json) && json is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty("nodes", out _) ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<string> Expressions(JsonElement root)
    {
        var open = new Stack<JsonElement>([root]);
        while (open.TryPop(out var at))
        {
            foreach (var inside in at.ValueKind == JsonValueKind.Object ? at.EnumerateObject().Select(property => property.Value) : at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : [])
            {
                open.Push(inside);
            }

            if (at.ValueKind == JsonValueKind.String && at.GetString() is { } text && text.StartsWith('=') && text.Contains("{{", StringComparison.Ordinal))
            {
                yield return text;
            }
        }
    }
}
