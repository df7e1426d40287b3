using System.Globalization;
using System.Text;

namespace FlowForge.Ai.Replies;

/// <summary>
/// Reads one text property of a JSON object while the object is still coming, so that a person can read along. What it gives is for showing only:
/// the whole reply is read strictly when it is there.
/// </summary>
internal sealed class TextProperty(string name, Action<string> onText)
{
    private readonly StringBuilder key = new();
    private readonly StringBuilder escape = new();
    private int depth;
    private bool isInString;
    private bool isEscaped;
    private bool isKey;
    private bool isWanted;
    private bool expectsKey;

    /// <summary>Begins anew, for another reply.</summary>
    public void Reset()
    {
        (depth, isInString, isEscaped, isKey, isWanted, expectsKey) = (0, false, false, false, false, false);
        key.Clear();
        escape.Clear();
    }

    /// <summary>Takes a piece of the reply.</summary>
    public void Add(string piece)
    {
        var found = new StringBuilder();
        foreach (var letter in piece)
        {
            if (isInString)
            {
                Inside(letter, found);
            }
            else
            {
                Outside(letter);
            }
        }

        if (found.Length > 0)
        {
            onText(found.ToString());
        }
    }

    private void Outside(char letter)
    {
        switch (letter)
        {
            case '{' or '[':
                depth++;
                expectsKey = letter == '{';
                break;
            case '}' or ']':
                depth--;
                break;
            case ',':
                expectsKey = true;
                break;
            case ':':
                expectsKey = false;
                break;
            case '"':
                isInString = true;
                isKey = depth == 1 && expectsKey;
                isWanted = depth == 1 && !expectsKey && key.Equals(name);
                if (isKey)
                {
                    key.Clear();
                }

                break;
        }
    }

    private void Inside(char letter, StringBuilder found)
    {
        if (isEscaped)
        {
            escape.Append(letter);
            if (escape[0] != 'u' || escape.Length == 5)
            {
                Take(Unescaped(), found);
                isEscaped = false;
                escape.Clear();
            }
        }
        else if (letter == '\\')
        {
            isEscaped = true;
        }
        else if (letter == '"')
        {
            isInString = false;
        }
        else
        {
            Take(letter, found);
        }
    }

    private void Take(char letter, StringBuilder found)
    {
        if (isKey && key.Length <= name.Length)
        {
            key.Append(letter);
        }
        else if (isWanted)
        {
            found.Append(letter);
        }
    }

    private char Unescaped() => escape[0] switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        'u' => ushort.TryParse(escape.ToString(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\uFFFD',
        var same => same,
    };
}
