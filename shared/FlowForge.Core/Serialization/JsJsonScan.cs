using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>What a text needs to be JSON as JavaScript sees it.</summary>
internal enum JsJsonForm
{
    /// <summary>Nothing.</summary>
    Normal,

    /// <summary>It has to be written anew.</summary>
    Other,

    /// <summary>It is nested too deep.</summary>
    TooDeep,

    /// <summary>It has a number past a double's range.</summary>
    Overflow,
}

/// <summary>One pass that says whether a text is normal. When in doubt the answer is "other", which costs time but changes nothing.</summary>
internal ref struct JsJsonScan
{
    /// <summary>Keys that the caller's buffer holds before one is rented.</summary>
    public const int SmallObject = 64;

    private const int Pairwise = 12;

    private readonly int length;
    private readonly int maxDepth;
    private readonly Span<int> firstKeys;
    private Utf8JsonReader reader;
    private Span<ulong> keys;
    private ulong[]? rented;
    private int keyCount;
    private bool isOther;
    private bool isDoubtful;

    // The bytes a text without white space would have: its tokens, a colon a key, and a comma before each child but the first of its parent.
    private long compact;
    private JsonTokenType last;

    public JsJsonScan(ReadOnlySpan<byte> text, int maxDepth, Span<int> firstKeys, Span<ulong> keys)
    {
        this.maxDepth = maxDepth;
        this.firstKeys = firstKeys;
        this.keys = keys;
        length = text.Length;
        reader = new(text, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
    }

    /// <summary>After <see cref="Run"/>: whether a key may stand twice, or a string may have a lone surrogate.</summary>
    public readonly bool IsDoubtful => isDoubtful;

    public JsJsonForm Run()
    {
        try
        {
            while (reader.Read())
            {
                var form = Token();
                if (form > JsJsonForm.Other)
                {
                    return form;
                }

                isOther |= form == JsJsonForm.Other;
                last = reader.TokenType;
            }

            return isOther || compact != length ? JsJsonForm.Other : JsJsonForm.Normal;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<ulong>.Shared.Return(rented);
            }
        }
    }

    private JsJsonForm Token()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject:
                compact++;
                return KeysDiffer() ? JsJsonForm.Normal : Doubt();
            case JsonTokenType.EndArray:
                compact++;
                return JsJsonForm.Normal;
            case JsonTokenType.PropertyName:
                compact += reader.ValueSpan.Length + 3;
                CountComma();
                return Key();
        }

        if (last != JsonTokenType.PropertyName)
        {
            CountComma();
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                compact++;
                return Open();
            case JsonTokenType.String:
                compact += reader.ValueSpan.Length + 2;
                return reader.ValueIsEscaped && JsonText.LoneSurrogate(reader.ValueSpan) >= 0 ? Doubt() : JsJsonForm.Normal;
            case JsonTokenType.Number:
                compact += reader.ValueSpan.Length;
                return Number();
            default:
                compact += reader.ValueSpan.Length;
                return JsJsonForm.Normal;
        }
    }

    private void CountComma() => compact += last is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray ? 0 : 1;

    private readonly JsJsonForm Open()
    {
        if (reader.CurrentDepth >= maxDepth)
        {
            return JsJsonForm.TooDeep;
        }

        firstKeys[reader.CurrentDepth] = keyCount;
        return JsJsonForm.Normal;
    }

    private readonly JsJsonForm Number() =>
        JsNumber.IsShortest(reader.ValueSpan) ? JsJsonForm.Normal
        : double.IsFinite(JsNumber.Parse(reader.ValueSpan)) ? JsJsonForm.Other
        : JsJsonForm.Overflow;

    private JsJsonForm Key()
    {
        var name = reader.ValueSpan;
        if (keyCount == keys.Length)
        {
            Grow();
        }

        keys[keyCount++] = Mix(name);
        return reader.ValueIsEscaped ? Doubt() : ArrayIndex.IsOne(name) ? JsJsonForm.Other : JsJsonForm.Normal;
    }

    private JsJsonForm Doubt()
    {
        isDoubtful = true;
        return JsJsonForm.Other;
    }

    /// <summary>Whether the keys of the object that ends have different hashes; equal ones may be equal keys.</summary>
    private bool KeysDiffer()
    {
        var mine = keys[firstKeys[reader.CurrentDepth]..keyCount];
        keyCount -= mine.Length;
        if (mine.Length > Pairwise)
        {
            mine.Sort();
            for (var i = 1; i < mine.Length; i++)
            {
                if (mine[i] == mine[i - 1])
                {
                    return false;
                }
            }

            return true;
        }

        for (var i = 1; i < mine.Length; i++)
        {
            if (mine[..i].Contains(mine[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void Grow()
    {
        var larger = ArrayPool<ulong>.Shared.Rent(keys.Length * 2);
        keys.CopyTo(larger);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }

        keys = rented = larger;
    }

    private static ulong Mix(ReadOnlySpan<byte> name)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)name.Length * Odd;
        for (; name.Length >= sizeof(ulong); name = name[sizeof(ulong)..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(name)) * Odd;
            hash ^= hash >> 29;
        }

        foreach (var b in name)
        {
            hash = (hash ^ b) * Odd;
        }

        return hash ^ (hash >> 32);
    }
}
