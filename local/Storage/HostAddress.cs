using System.Text.Json;

namespace FlowForge.Local.Storage;

/// <summary>Where the owner of a data folder answers: the content of <c>host.json</c>.</summary>
/// <param name="Address">Base address, e.g. <c>http://127.0.0.1:5080</c>.</param>
/// <param name="Token">Token of the local API.</param>
/// <param name="Pid">Process id.</param>
internal sealed record HostAddress(string Address, string Token, int Pid)
{
    private const int MostBytes = 64 * 1024;

    /// <summary>What the file says; null when it is not there or says nothing that can be used.</summary>
    public static HostAddress? Read(string file)
    {
        try
        {
            if (!File.Exists(file) || new FileInfo(file).Length > MostBytes)
            {
                return null;
            }

            var read = JsonSerializer.Deserialize(File.ReadAllBytes(file), StorageJson.Default.HostAddress);
            return read is { Address: not null, Token: not null } ? read : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the file so that only its owner may read it.</summary>
    public void Write(string file) =>
        PrivateFile.Replace(file, JsonSerializer.SerializeToUtf8Bytes(this, StorageJson.Default.HostAddress));
}
