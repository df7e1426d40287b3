using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Azure;

/// <summary>Objects of what a service says.</summary>
internal static class Written
{
    /// <summary>An object with these fields; those without a value are left out.</summary>
    public static ObjectDraft Of(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var draft = new ObjectDraft();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                draft.Put(name, Value(value));
            }
        }

        return draft;
    }

    /// <summary>A value; what JSON has no form for is text.</summary>
    public static DraftValue Value(object value)
    {
        switch (value)
        {
            case bool flag:
                return new(JsonElement.Parse(flag ? "true" : "false"));
            case int or long or double:
                var number = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
                return double.IsFinite(number) ? new(JsonElement.Parse(JsNumber.Format(number))) : default;
            case IEnumerable<KeyValuePair<string, string>> pairs:
                var inner = new ObjectDraft();
                foreach (var (name, text) in pairs)
                {
                    inner.Put(name, new(JsonValues.Text(text)));
                }

                return DraftValue.Of(inner);
            default:
                return new(JsonValues.Text(value.ToString() ?? ""));
        }
    }
}
