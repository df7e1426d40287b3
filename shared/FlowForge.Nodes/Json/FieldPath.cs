using System.Globalization;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Json;

/// <summary>A step of a path: a name, which may also be an index of an array.</summary>
internal readonly record struct PathStep(string Name, int? Index)
{
    /// <summary>A step by name; digits alone are an index, too.</summary>
    public static PathStep Of(string name) =>
        new(name, name.Length is > 0 and <= 9 && IntegerKey.Of(name) is { } index ? (int)index : null);
}

/// <summary>The way to a field inside an object: <c>a.b</c>, <c>lines[0].price</c> or <c>lines.0.price</c>.</summary>
/// <param name="Text">As the author wrote it.</param>
/// <param name="Steps">One at least, <see cref="Limits.Depth"/> at most.</param>
internal sealed record FieldPath(string Text, IReadOnlyList<PathStep> Steps)
{
    /// <summary>Reads a path; without <paramref name="dots"/> the whole text is one name.</summary>
    public static Outcome<FieldPath> Read(string text, bool dots = true)
    {
        if (!dots || text.AsSpan().IndexOfAny('.', '[') < 0)
        {
            return new FieldPath(text, [PathStep.Of(text)]);
        }

        List<PathStep> steps = [];
        foreach (var part in text.Split('.'))
        {
            AddPart(steps, part);
        }

        return steps.Count <= Limits.Depth
            ? new FieldPath(text, steps)
            : Failure.Of(FailureCodes.Parameter, $"A path may have {Limits.Depth} steps at most.");
    }

    /// <summary>The field whose name is the whole text.</summary>
    public FieldPath Plain => new(Text, [PathStep.Of(Text)]);

    /// <summary>The value there; undefined when there is none. A field whose name is the whole text comes first.</summary>
    public JsonElement Find(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty(Text, out var whole))
        {
            return whole;
        }

        foreach (var step in Steps)
        {
            json = json.ValueKind switch
            {
                JsonValueKind.Object when json.TryGetProperty(step.Name, out var value) => value,
                JsonValueKind.Array when step.Index is { } index && index < json.GetArrayLength() => json[index],
                _ => default,
            };
        }

        return json;
    }

    /// <summary>The value there in an object that is open; undefined when there is none.</summary>
    public DraftValue FindIn(ObjectDraft root)
    {
        if (root.Has(Text))
        {
            return root.Find(Text);
        }

        var at = DraftValue.Of(root);
        foreach (var step in Steps)
        {
            at = at.Child(step);
        }

        return at;
    }

    /// <summary>Puts a value there; objects and arrays on the way are made when they are missing, and replace what is neither.</summary>
    public Failure? Put(ObjectDraft root, DraftValue value)
    {
        var at = DraftValue.Of(root);
        for (var i = 0; i < Steps.Count; i++)
        {
            var next = i == Steps.Count - 1 ? value : at.Child(Steps[i]).Opened(Steps[i + 1]);
            if (at.Put(Steps[i], next) is { } sentence)
            {
                return Failure.Of(FailureCodes.Parameter, $"The field \"{Text}\" cannot be set: {sentence}.");
            }

            at = next;
        }

        return null;
    }

    /// <summary>Takes the field there away; one inside an array becomes null, so that the others keep their places.</summary>
    public void Remove(ObjectDraft root)
    {
        if (Steps.Count == 1 || root.Has(Text))
        {
            root.Remove(Text);
            return;
        }

        var at = DraftValue.Of(root);
        for (var i = 0; i < Steps.Count - 1; i++)
        {
            var child = at.Child(Steps[i]);
            if (!child.IsComposite)
            {
                return;
            }

            var opened = child.Opened(Steps[i + 1]);
            if (at.Put(Steps[i], opened) is not null)
            {
                return;
            }

            at = opened;
        }

        at.Remove(Steps[^1]);
    }

    // `lines[0][1]` is a name and its indices; a bracket that holds no index is part of the name.
    private static void AddPart(List<PathStep> steps, string part)
    {
        List<PathStep> indices = [];
        while (part.EndsWith(']') && part.LastIndexOf('[') is var open && open >= 0
            && int.TryParse(part.AsSpan(open + 1, part.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            indices.Add(new(index.ToString(CultureInfo.InvariantCulture), index));
            part = part[..open];
        }

        if (part.Length > 0 || indices.Count == 0)
        {
            steps.Add(PathStep.Of(part));
        }

        indices.Reverse();
        steps.AddRange(indices);
    }
}
