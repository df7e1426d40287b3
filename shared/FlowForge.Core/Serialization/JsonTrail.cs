namespace FlowForge.Core.Serialization;

/// <summary>Where a pass over a text stands: the path, and the keys seen in each open object.</summary>
public sealed class JsonTrail
{
    // A set that held a large object is not kept: clearing it for each of many small ones would cost its size every time.
    private const int KeptCapacity = 64;

    private readonly List<Level> levels = [];

    /// <summary>How many arrays and objects are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the value at the top has been read to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the innermost one that is open is an array.</summary>
    public bool IsInArray => Depth > 0 && levels[Depth - 1].IsArray;

    /// <summary>The key read last.</summary>
    public string LastName => Depth == 0 ? "" : levels[Depth - 1].Name ?? "";

    /// <summary>Path of the value that is being read.</summary>
    public string Path
    {
        get
        {
            var path = "";
            foreach (var level in levels.Take(Depth))
            {
                path = level.IsArray ? (level.Index < 0 ? path : DocumentPath.Item(path, level.Index))
                    : level.Name is null ? path : DocumentPath.Property(path, level.Name);
            }

            return path;
        }
    }

    /// <summary>A value begins; the one at the top is complete unless <see cref="Open"/> follows.</summary>
    public void Value()
    {
        IsComplete = Depth == 0;
        if (Depth > 0)
        {
            levels[Depth - 1].Index++;
        }
    }

    /// <summary>An array or object opens.</summary>
    public void Open(bool isArray)
    {
        IsComplete = false;
        if (levels.Count == Depth)
        {
            levels.Add(new());
        }

        levels[Depth++].Begin(isArray);
    }

    /// <summary>The innermost array or object closes.</summary>
    public void Close() => IsComplete = --Depth == 0;

    /// <summary>A key; false when its object has it already.</summary>
    public bool Name(string name)
    {
        var level = levels[Depth - 1];
        level.Name = name;
        return level.Names.Add(name);
    }

    private sealed class Level
    {
        public HashSet<string> Names { get; private set; } = [];

        public string? Name { get; set; }

        public int Index { get; set; }

        public bool IsArray { get; private set; }

        public void Begin(bool isArray)
        {
            (IsArray, Index, Name) = (isArray, -1, null);
            if (Names.Count > KeptCapacity)
            {
                Names = [];
            }
            else
            {
                Names.Clear();
            }
        }
    }
}
