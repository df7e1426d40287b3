using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Files;

/// <summary>Items that a file gives, put out as they are read; bounded in number and in size.</summary>
internal sealed class FileRows(WrittenItems output)
{
    private int index;
    private int rows;
    private int start;

    /// <summary>Why reading ended before the file did, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>The following rows come from the file of that input item.</summary>
    public void BeginFile(int item) => (index, rows, Failure) = (item, 0, null);

    /// <summary>Begins an item that is an object; its properties are written with what this gives, then <see cref="EndAsync"/>.</summary>
    public Utf8JsonWriter Begin()
    {
        output.Page.Begin();
        start = output.Page.Bytes.Count;
        return output.Page.Writer();
    }

    /// <summary>Ends the item. False when no more may follow: see <see cref="Failure"/>, or the attempt has failed already.</summary>
    public ValueTask<bool> EndAsync(JsonElement binary = default)
    {
        output.Page.Flush();
        if (output.Page.Bytes.Count - start > Limits.ItemBytes)
        {
            output.Page.TakeBack();
            return Refuse(TooLarge());
        }

        return Counted(output.EndAsync(binary, Origin.First(index)));
    }

    /// <summary>Puts an item out that is at hand.</summary>
    public ValueTask<bool> AddAsync(Item item) =>
        JsonMarshal.GetRawUtf8Value(item.Json).Length > Limits.ItemBytes ? Refuse(TooLarge()) : Counted(output.AddAsync(item, Origin.First(index)));

    private Failure TooLarge() => Failure.Of(FailureCodes.ItemTooLarge, $"Row {rows + 1} gives an item of more than {Limits.ItemBytes} bytes.");

    private async ValueTask<bool> Counted(ValueTask<bool> ended)
    {
        if (await ended.ConfigureAwait(false))
        {
            return false;
        }

        return ++rows <= Limits.FileRows
            || await Refuse(FileFailures.Past($"The file gives more than {Limits.FileRows} items; say in 'maxRows' how many to take.")).ConfigureAwait(false);
    }

    private ValueTask<bool> Refuse(Failure failure)
    {
        Failure = failure;
        return new(false);
    }
}
