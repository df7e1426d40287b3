using Microsoft.AspNetCore.Components.Forms;

namespace FlowForge.Web.Workflows;

/// <summary>All workflows, with what can be done to them as wholes.</summary>
public sealed partial class WorkflowsPage
{
    private const long MostBytes = Core.Limits.DocumentBytes;

    private IReadOnlyList<WorkflowEntry>? entries;
    private WorkflowEntry? deleting;
    private string text = "";
    private string? trouble;
    private (string Id, string File, IReadOnlyList<string> Remarks)? imported;

    private IEnumerable<WorkflowEntry> Shown => entries!.Where(entry => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        entry.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || entry.Tags.Any(tag => tag.Contains(word, StringComparison.OrdinalIgnoreCase))));

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        StateHasChanged();

        // Whichever is opened needs the kinds; they come while one looks at the list.
        await Catalogue.RefreshAsync();
    }

    private async Task ReadAsync() => entries = await List.AllAsync();

    private async Task CreateAsync() => Navigation.NavigateTo($"workflows/{await List.CreateAsync()}");

    private async Task DuplicateAsync(WorkflowEntry entry)
    {
        trouble = await List.DuplicateAsync(entry) is null ? "The document could not be read from the server." : null;
        await ReadAsync();
    }

    private async Task DeleteAsync(WorkflowEntry entry)
    {
        deleting = null;
        await DoAsync(List.DeleteAsync(entry));
    }

    private async Task DoAsync(Task<string?> work)
    {
        trouble = await work;
        await ReadAsync();
    }

    private async Task ExportAsync(WorkflowEntry entry, string format)
    {
        if (await List.DocumentAsync(entry) is { } workflow)
        {
            var (name, content, type) = WorkflowList.Export(workflow, format);
            await Tools.DownloadAsync(name, content, type);
        }
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        using var buffer = new MemoryStream();
        try
        {
            await using var stream = chosen.File.OpenReadStream(MostBytes);
            await stream.CopyToAsync(buffer);
        }
        catch (IOException tooLarge)
        {
            trouble = tooLarge.Message;
            return;
        }

        (var id, trouble, var remarks) = await List.ImportAsync(chosen.File.Name, buffer.ToArray());
        if (id is not null && remarks.Count > 0)
        {
            imported = (id, chosen.File.Name, remarks);
            await ReadAsync();
        }
        else if (id is not null)
        {
            Navigation.NavigateTo($"workflows/{id}");
        }
    }
}
