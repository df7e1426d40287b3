using System.Security.Cryptography;
using System.Text;

namespace FlowForge.Secrets.Sealing;

/// <summary>
/// Master keys in a file that only its owner may read: a base64 line each, oldest first. Under a passphrase the lines are encrypted with a key made from it
/// (PBKDF2, SHA-256, 600,000 rounds, a salt of its own), and the first line says so.
/// </summary>
public static class MasterKeyFile
{
    private const string Plain = "flowforge master keys 1";
    private const string Locked = "flowforge master keys 1 locked ";
    private const int Rounds = 600_000;
    private const int Salt = 16;
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>
    /// The keys of the file; it is made with one new key when it does not exist. <see cref="SealBrokenException"/>, naming the file, when others may read
    /// it, when it is damaged, or when the passphrase is missing or wrong.
    /// </summary>
    public static MasterKeys Open(string path, string? passphrase)
    {
        if (!File.Exists(path))
        {
            var first = new MasterKeys([MasterKey.New()]);
            Write(path, first, passphrase);
            return first;
        }

        RefuseForeignReaders(path);
        var lines = File.ReadAllLines(path);
        if (lines.Length > 1 && lines[0] == Plain)
        {
            return Read(path, lines[1..]);
        }

        if (lines.Length == 2 && lines[0].StartsWith(Locked, StringComparison.Ordinal))
        {
            return passphrase is null
                ? throw new SealBrokenException($"{path} is locked with a passphrase; set FlowForge__Secrets__Passphrase.")
                : Read(path, Unlock(path, lines, passphrase).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        throw new SealBrokenException($"{path} is not a file of FlowForge master keys.");
    }

    /// <summary>Adds a new key that seals are made with from now on, and gives all keys.</summary>
    public static MasterKeys Rotate(string path, string? passphrase)
    {
        var keys = new MasterKeys([.. Open(path, passphrase).All, MasterKey.New()]);
        Write(path, keys, passphrase);
        return keys;
    }

    private static void Write(string path, MasterKeys keys, string? passphrase)
    {
        var lines = string.Join('\n', keys.All.Select(key => Convert.ToBase64String(key.Key)));
        var text = passphrase is null ? $"{Plain}\n{lines}\n" : Lock(lines, passphrase);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written beside and moved over: a crash leaves the old keys or the new, never half a file.
        var beside = path + ".new";
        File.Delete(beside);
        using (var file = new FileStream(beside, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static MasterKeys Read(string path, IEnumerable<string> lines)
    {
        try
        {
            return new([.. lines.Select(line => new MasterKey(Convert.FromBase64String(line)))]);
        }
        catch (Exception damaged) when (damaged is FormatException or ArgumentException)
        {
            throw new SealBrokenException($"{path} is damaged: a line is not a master key.", damaged);
        }
    }

    private static string Lock(string lines, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(Salt);
        var nonce = RandomNumberGenerator.GetBytes(Nonce);
        var plain = Encoding.UTF8.GetBytes(lines);
        var cipher = new byte[plain.Length];
        var tag = new byte[Tag];
        using var aes = new AesGcm(KeyOf(passphrase, salt), Tag);
        aes.Encrypt(nonce, plain, cipher, tag);
        return $"{Locked}{Convert.ToBase64String(salt)}\n{Convert.ToBase64String([.. nonce, .. cipher, .. tag])}\n";
    }

    private static string Unlock(string path, string[] lines, string passphrase)
    {
        try
        {
            var salt = Convert.FromBase64String(lines[0][Locked.Length..]);
            var body = Convert.FromBase64String(lines[1]);
            var plain = new byte[body.Length - Nonce - Tag];
            using var aes = new AesGcm(KeyOf(passphrase, salt), Tag);
            aes.Decrypt(body.AsSpan(0, Nonce), body.AsSpan(Nonce, plain.Length), body.AsSpan(body.Length - Tag), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new SealBrokenException($"The passphrase does not unlock {path}.", wrong);
        }
        catch (Exception damaged) when (damaged is FormatException or OverflowException or ArgumentException)
        {
            throw new SealBrokenException($"{path} is damaged.", damaged);
        }
    }

    private static byte[] KeyOf(string passphrase, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, MasterKey.KeyBytes);

    private static void RefuseForeignReaders(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
        {
            throw new SealBrokenException($"{path} holds the vault's master key and others may read it; run: chmod 600 {path}");
        }
    }
}
