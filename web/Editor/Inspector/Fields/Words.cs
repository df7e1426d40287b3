using System.Text;

namespace FlowForge.Web.Editor.Inspector.Fields;

/// <summary>Words of documents as people read them.</summary>
internal static class Words
{
    /// <summary><c>perItem</c> is "Per item"; words in capitals stay.</summary>
    public static string Of(string word) => word switch
    {
        "json" or "html" or "xml" or "csv" or "yaml" or "tls" or "md5" => word.ToUpperInvariant(),
        "sha1" or "sha256" or "sha384" or "sha512" => $"SHA-{word[3..]}",
        "utf-8" or "utf-16" => word.ToUpperInvariant(),
        "graphql" => "GraphQL",
        "startTls" => "STARTTLS",
        "toHtml" => "To HTML",
        "equals" => "is equal to",
        "notEquals" => "is not equal to",
        "gt" => "is greater than",
        "gte" => "is at least",
        "lt" => "is less than",
        "lte" => "is at most",
        _ => Spelt(word),
    };

    /// <summary>One of several: <c>Categories</c> is "category".</summary>
    public static string One(string many) => many.ToLowerInvariant() is var word && word.EndsWith("ies", StringComparison.Ordinal) ? $"{word[..^3]}y"
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static string Spelt(string word)
    {
        if (word.Length == 0 || word.All(letter => !char.IsLower(letter)))
        {
            return word;
        }

        var text = new StringBuilder().Append(char.ToUpperInvariant(word[0]));
        foreach (var letter in word.AsSpan(1))
        {
            text.Append(char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return text.ToString();
    }
}
