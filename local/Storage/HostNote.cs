using System.Text.Json;

namespace FlowForge.Local.Storage;

/// <summary>What the owner of a data folder tells the programs beside it: <c>host.json</c>, readable by its user only.</summary>
/// <param name="Address">Where its API listens, such as <c>http://127.0.0.1:5080</c>.</param>
/// <param name="Token">Its API token.</param>
/// <param name="Pid">Its process id.</param>
public sealed record HostNote(string Address, string Token, int Pid)
{
    /// <summary>The note of a folder; null when there is none that can be read.</summary>
    internal static HostNote? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<HostNote>(File.ReadAllBytes(file), JsonSerializerOptions.Web) is { Address: not null, Token: not null } note
                ? note
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            // A host that was killed may leave any state behind; what is there says nothing then.
            return null;
        }
    }

    /// <summary>Puts the note in place whole: a reader sees the one before or this one.</summary>
    internal void Write(string file)
    {
        var draft = file + ".new";
        File.Delete(draft);
        using (var stream = new FileStream(draft, FolderLock.Private(FileMode.CreateNew, FileShare.None)))
        {
            JsonSerializer.Serialize(stream, this, JsonSerializerOptions.Web);
        }

        File.Move(draft, file, overwrite: true);
    }
}
