using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>Notes on the canvas as n8n's sticky notes.</summary>
internal static class ExportedNotes
{
    /// <summary>Writes a note.</summary>
    public static JsonObject Of(StickyNote note, JsonObject kept)
    {
        var rest = (kept["notes"] as JsonObject)?[note.Id] as JsonObject;
        var parameters = new JsonObject { ["content"] = note.Text };
        Put(parameters, "width", note.W);
        Put(parameters, "height", note.H);
        if (note.Color is { } color)
        {
            parameters["color"] = int.TryParse(color, out var number) ? number : color;
        }

        Kept.Put(parameters, rest?["parameters"]);
        var json = new JsonObject { ["parameters"] = parameters, ["id"] = note.Id, ["type"] = N8nTypes.Base + "stickyNote", ["position"] = new JsonArray(note.X, note.Y) };
        Kept.Put(json, rest);
        json.TryAdd("name", $"Note {note.Id}");
        json.TryAdd("typeVersion", 1);
        return json;
    }

    private static void Put(JsonObject parameters, string name, double? value)
    {
        if (value is { } number)
        {
            parameters[name] = number;
        }
    }
}
