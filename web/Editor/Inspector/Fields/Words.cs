using System.Text;

namespace FlowForge.Web.Editor.Inspector.Fields;

/// <summary>Words of documents as people read them.</summary>
internal static class Words
{
    /// <summary><c>perItem</c> is "Per item"; words in capitals stay.</summary>
    public static string Of(string word) => word switch
    {
        "equals" => "is equal to",
        "notEquals" => "is not equal to",
        "gt" => "is greater than",
        "gte" => "is at least",
        "lt" => "is less than",
        "lte" => "is at most",
        _ => Spelt(word),
    };

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
