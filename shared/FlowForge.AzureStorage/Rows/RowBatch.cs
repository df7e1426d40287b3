using Azure;
using Azure.Data.Tables;

namespace FlowForge.AzureStorage.Rows;

/// <summary>Changes of rows of one partition that are made together or not at all, at most <see cref="Most"/>.</summary>
internal sealed class RowBatch(TableClient table)
{
    /// <summary>Changes of one batch; the service takes no more.</summary>
    public const int Most = 100;

    private readonly List<TableTransactionAction> _actions = [];

    /// <summary>How many changes it has.</summary>
    public int Count => _actions.Count;

    /// <summary>Inserts a row; the batch is refused when its key is taken.</summary>
    public void Add(TableEntity row) => _actions.Add(new(TableTransactionActionType.Add, row));

    /// <summary>Inserts a row or replaces what is there.</summary>
    public void Put(TableEntity row) => _actions.Add(new(TableTransactionActionType.UpsertReplace, row));

    /// <summary>Replaces a row as it was read; the batch is refused when it has changed since.</summary>
    public void Replace(TableEntity row, ETag read) => _actions.Add(new(TableTransactionActionType.UpdateReplace, row, read));

    /// <summary>Changes columns of a row that is there.</summary>
    public void Merge(TableEntity row, ETag read) => _actions.Add(new(TableTransactionActionType.UpdateMerge, row, read));

    /// <summary>Deletes a row as it was read.</summary>
    public void Delete(TableEntity row, ETag read) => _actions.Add(new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), read));

    /// <summary>Makes the changes; false when the service refused them because of what stands in a row, and then none is made.</summary>
    public async Task<bool> SubmitAsync()
    {
        if (_actions.Count == 0)
        {
            return true;
        }

        try
        {
            await table.SubmitTransactionAsync(_actions).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
