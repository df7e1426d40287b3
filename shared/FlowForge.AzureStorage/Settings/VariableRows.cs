using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>All variables of a host in one row: a start reads them together, and their bounds are those of all of them.</summary>
internal sealed class VariableRows(AzureStorageAccount account)
{
    private const string Partition = "variable";
    private const string Key = "all";
    private const int Most = 512 * 1024;
    private readonly RowContents _contents = new(account.Contents);

    /// <summary>All variables by name, ordinal, and the tag of their row.</summary>
    public async Task<(SortedDictionary<string, Variable> Variables, ETag? Tag)> ReadAsync(CancellationToken cancellation)
    {
        var variables = new SortedDictionary<string, Variable>(StringComparer.Ordinal);
        if (await account.Settings.FindAsync(Partition, Key, cancellation).ConfigureAwait(false) is not { } row)
        {
            return (variables, null);
        }

        var json = JsonElement.Parse((await _contents.GetAsync(row, cancellation).ConfigureAwait(false)).Span);
        foreach (var property in json.EnumerateObject())
        {
            var (value, tag, at) = (property.Value[0], property.Value[1].GetString()!, property.Value[2].GetInt64());
            variables[property.Name] = new(property.Name, value, tag, new(at, TimeSpan.Zero));
        }

        return (variables, row.ETag);
    }

    /// <summary>Writes them all; false when they have changed since they were read.</summary>
    public async Task<bool> WriteAsync(IEnumerable<Variable> variables, ETag? read)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var variable in variables)
            {
                writer.WriteStartArray(variable.Name);
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(variable.Value), skipInputValidation: true);
                writer.WriteStringValue(variable.ETag);
                writer.WriteNumberValue(variable.UpdatedAt.UtcTicks);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        var row = new TableEntity(Partition, Key);
        await _contents.PutAsync(row, buffer.WrittenMemory, "variables/", Most).ConfigureAwait(false);
        var batch = new RowBatch(account.Settings);
        if (read is { } tag)
        {
            batch.Replace(row, tag);
        }
        else
        {
            batch.Add(row);
        }

        return await batch.SubmitAsync().ConfigureAwait(false);
    }
}
