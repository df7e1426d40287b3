using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Patterns;

namespace FlowForge.Nodes.RenameKeys;

/// <summary>Renames the fields of one item.</summary>
internal static class KeyRenamer
{
    /// <summary>The item with its fields renamed. Failures: <c>node.parameter</c>, <c>renameKeys.patternTimeout</c>.</summary>
    public static Outcome<ObjectDraft> Of(JsonElement item, RenameKeysParameters parameters)
    {
        // All values are those that the item came with, so that two names can change places with a third.
        var (draft, came) = (new ObjectDraft(item), new ObjectDraft(item));
        foreach (var (from, to) in parameters.Keys)
        {
            var value = from.FindIn(came);
            if (value.IsUndefined || from.Text == to.Text)
            {
                continue;
            }

            from.Remove(draft);
            if (to.Put(draft, value) is { } failure)
            {
                return failure;
            }
        }

        try
        {
            foreach (var rename in parameters.Patterns)
            {
                draft = Matching(draft, rename, 0);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return Failure.Of("renameKeys.patternTimeout", "The parameter \"patterns\": a pattern took longer than a match may take.");
        }

        return draft;
    }

    private static ObjectDraft Matching(ObjectDraft draft, PatternRename rename, int depth)
    {
        List<(string Name, DraftValue Value)> renamed = [];
        foreach (var name in draft.Names.ToArray())
        {
            var value = Inside(draft.Find(name), rename, depth);
            var to = Replacement.In(name, rename.Pattern, rename.Replace);
            if (to == name)
            {
                draft.Put(name, value);
                continue;
            }

            draft.Remove(name);
            renamed.Add((to, value));
        }

        foreach (var (name, value) in renamed)
        {
            draft.Put(name, value);
        }

        return draft;
    }

    private static DraftValue Inside(DraftValue value, PatternRename rename, int depth)
    {
        if (!value.IsComposite || (rename.Depth >= 0 && depth >= rename.Depth))
        {
            return value;
        }

        if (value.Object is not null || value.Standing.ValueKind == JsonValueKind.Object)
        {
            return DraftValue.Of(Matching(value.Object ?? new ObjectDraft(value.Standing), rename, depth + 1));
        }

        var array = value.Array ?? new ArrayDraft(value.Standing);
        for (var index = 0; index < array.Count; index++)
        {
            // A list has no names of its own, so its elements are as deep as it is.
            array.Put(index, Inside(array.At(index), rename, depth));
        }

        return new(default, null, array);
    }
}
