using Microsoft.Extensions.Configuration;

namespace FlowForge.Local.Settings;

/// <summary>One place that settings come from.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Values">What it says.</param>
internal sealed record SettingSource(string Name, IConfigurationRoot Values)
{
    /// <summary>A value by its full name, or null.</summary>
    public string? Find(string name) => Values[name];

    /// <summary>Full names of all values.</summary>
    public IEnumerable<string> Names() => Values.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key);

    /// <summary>Values in memory.</summary>
    public static SettingSource Of(string name, IEnumerable<KeyValuePair<string, string?>> values) =>
        new(name, new ConfigurationBuilder().AddInMemoryCollection(values).Build());

    /// <summary>A JSON file, which need not exist.</summary>
    public static SettingSource OfFile(string path)
    {
        if (!File.Exists(path))
        {
            return Of(path, []);
        }

        try
        {
            using var file = File.OpenRead(path);
            return new(path, new ConfigurationBuilder().AddJsonStream(file).Build());
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new SettingException($"{path} cannot be read as JSON: {broken.InnerException?.Message ?? broken.Message}");
        }
    }
}
