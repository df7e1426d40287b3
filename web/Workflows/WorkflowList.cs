using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats;
using FlowForge.Web.Client;
using FlowForge.Web.Editor;
using FlowForge.Web.Storage;

namespace FlowForge.Web.Workflows;

/// <summary>The workflows of this browser and of the server, and what can be done with them as wholes.</summary>
public sealed class WorkflowList(LocalWorkflows local, WorkflowApi server, ServerPresence presence, TimeProvider clock)
{
    /// <summary>All, the last changed first.</summary>
    public async Task<IReadOnlyList<WorkflowEntry>> AllAsync()
    {
        var here = await local.ListAsync();
        return WorkflowEntry.Join(here, await presence.IsThereAsync() ? await RowsAsync() : []);
    }

    /// <summary>A workflow that begins empty. Gives its id.</summary>
    public Task<string> CreateAsync() => AddAsync(NewWorkflow.Empty());

    /// <summary>Adds a document as a new workflow of this browser. Gives its id.</summary>
    public async Task<string> AddAsync(Workflow workflow)
    {
        var added = workflow with { Id = NewWorkflow.IdFor(workflow.Name), Version = 0 };
        await local.WriteAsync(new(added, ETag: null, IsUnsaved: true, clock.GetUtcNow()));
        return added.Id;
    }

    /// <summary>A copy under a new id. Gives that id, or null when the document cannot be had.</summary>
    public async Task<string?> DuplicateAsync(WorkflowEntry entry) =>
        await DocumentAsync(entry) is { } workflow ? await AddAsync(workflow with { Name = $"{workflow.Name} (copy)" }) : null;

    /// <summary>The document of an entry, or null when the server does not answer.</summary>
    public async Task<Workflow?> DocumentAsync(WorkflowEntry entry) =>
        entry.Here is { } here && (here.IsUnsaved || entry.There is null || here.ETag == entry.There.ETag) ? here.Workflow
        : await server.GetAsync(entry.Id) is ApiAnswer.Good good ? WorkflowApi.Document(good)
        : null;

    /// <summary>Reads a file in JSON or YAML, of FlowForge or of n8n. Gives the new workflow's id with what is to be known of it, or why it cannot be read.</summary>
    public async Task<(string? Id, string? Problem, IReadOnlyList<string> Remarks)> ImportAsync(string fileName, byte[] bytes)
    {
        var reading = DocumentReader.Read(bytes, fileName: fileName);
        return reading.Workflow is { } workflow ? (await AddAsync(workflow), null, [])
            : N8nFile.Is(Encoding.UTF8.GetString(bytes)) ? await ImportN8nAsync(fileName, bytes)
            : (null, $"{fileName}: {reading.Problems[0].Message}", []);
    }

    /// <summary>Deletes it here and on the server. Gives why not, or null.</summary>
    public async Task<string?> DeleteAsync(WorkflowEntry entry)
    {
        if (entry.There is { } row && await server.DeleteAsync(entry.Id, row.ETag) is var answer and not ApiAnswer.Good)
        {
            return answer is ApiAnswer.Refused refused ? refused.Refusal.Text : "The server cannot be reached.";
        }

        await local.RemoveAsync(entry.Id);
        return null;
    }

    /// <summary>Makes the newest saved version live, or takes it down. Gives why not, or null.</summary>
    public async Task<string?> SetActiveAsync(WorkflowEntry entry, bool isActive) => await server.SetActiveAsync(entry.Id, isActive) switch
    {
        ApiAnswer.Good => null,
        ApiAnswer.Refused refused => refused.Refusal.Text,
        _ => "The server cannot be reached.",
    };

    /// <summary>A document as a file: its name, its text, its type.</summary>
    public static (string Name, string Text, string Type) Export(Workflow workflow, string format) => format switch
    {
        "yaml" => ($"{workflow.Id}.yaml", Encoding.UTF8.GetString(WorkflowYaml.Write(workflow)), "application/yaml"),
        "mermaid" => ($"{workflow.Id}.mmd", WorkflowMermaid.Write(workflow), "text/plain"),
        _ => ($"{workflow.Id}.json", Encoding.UTF8.GetString(WorkflowJson.Write(workflow, indented: true)), "application/json"),
    };

    private async Task<(string? Id, string? Problem, IReadOnlyList<string> Remarks)> ImportN8nAsync(string fileName, byte[] bytes) => await server.ImportN8nAsync(bytes) switch
    {
        ApiAnswer.Good good when good.Json() is var json && json.TryGetProperty("workflow", out var document) && WorkflowJson.Read(document).Workflow is { } workflow =>
            (await AddAsync(workflow), null, json.TryGetProperty("report", out var report) ? N8nFile.Remarks(report) : []),
        ApiAnswer.Refused refused => (null, $"{fileName}: {refused.Refusal.Text}", []),
        _ => (null, $"{fileName} is a workflow of n8n: a FlowForge server converts it, and none answers.", []),
    };

    private async Task<IReadOnlyList<WorkflowRow>> RowsAsync()
    {
        var rows = new List<WorkflowRow>();
        for (string? after = null; ;)
        {
            if (await server.ListAsync(after) is not ApiAnswer.Good good)
            {
                return rows;
            }

            var list = good.Json();
            rows.AddRange(WorkflowApi.Rows(list));
            after = list.TryGetProperty("next", out var next) ? next.GetString() : null;
            if (after is null)
            {
                return rows;
            }
        }
    }
}
