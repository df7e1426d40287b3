using System.Text.Json;
using FlowForge.Web.Client;
using FlowForge.Web.Here;
using FlowForge.Web.Running;

namespace FlowForge.Web.Runs;

/// <summary>The runs of a place that match, read a page at a time.</summary>
public sealed class RunList(RunApi runs)
{
    private readonly List<RunState> rows = [];
    private string? next;
    private int asking;

    /// <summary>What has been read, newest first.</summary>
    public IReadOnlyList<RunState> Rows => rows;

    /// <summary>Whether there is more.</summary>
    public bool HasMore => next is not null;

    /// <summary>Why it could not be read, or null.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Reads the first page in place of what there was. Of several at a time the last one counts.</summary>
    public async Task<bool> ReadAsync(RunFilter filter)
    {
        var mine = ++asking;
        var (found, after, trouble) = await PageAsync(filter, null);
        if (mine != asking)
        {
            return false;
        }

        Trouble = trouble;
        if (trouble is null)
        {
            rows.Clear();
            rows.AddRange(found);
            next = after;
        }

        return true;
    }

    /// <summary>Reads the next page.</summary>
    public async Task MoreAsync(RunFilter filter)
    {
        var mine = asking;
        var (found, after, trouble) = await PageAsync(filter, next);
        if (mine == asking)
        {
            Trouble = trouble;
            rows.AddRange(found);
            next = after;
        }
    }

    /// <summary>Reads those that are live again, and puts what is new on top.</summary>
    public async Task RefreshAsync(RunFilter filter)
    {
        var mine = asking;
        var (found, _, trouble) = await PageAsync(filter, null);
        if (mine != asking || trouble is not null)
        {
            return;
        }

        var known = rows.Select((run, index) => (run.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        foreach (var run in found)
        {
            if (known.TryGetValue(run.Id, out var at))
            {
                rows[at] = run;
            }
        }

        rows.InsertRange(0, found.Where(run => !known.ContainsKey(run.Id)));
    }

    // A page of a search may be short, or empty, and still have a next: the server looks for two seconds at a time.
    private async Task<(IReadOnlyList<RunState> Rows, string? Next, string? Trouble)> PageAsync(RunFilter filter, string? after)
    {
        while (true)
        {
            switch (await runs.ListAsync(filter, after))
            {
                case ApiAnswer.Good good:
                    var list = good.Json();
                    List<RunState> found = [.. list.GetProperty("items").EnumerateArray().Select(RunState.Read)];
                    after = list.TryGetProperty("next", out var more) && more.ValueKind == JsonValueKind.String ? more.GetString() : null;
                    if (found.Count > 0 || after is null)
                    {
                        return (found, after, null);
                    }

                    break;
                case ApiAnswer.Refused refused:
                    return ([], null, refused.Refusal.Text);
                default:
                    return ([], null, filter.Place == RunPlace.Here ? "The engine of this page does not answer." : "No FlowForge server answers. Runs are kept by the server that ran them.");
            }
        }
    }
}
