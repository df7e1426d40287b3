using System.Text.Json;

namespace FlowForge.Core.Execution;

/// <summary>Tokens, and the state of <c>join: each</c>, as JSON. Arrivals are flat: edge, run, count, and so on.</summary>
internal static class EachJson
{
    public static void Write(Utf8JsonWriter writer, Token token)
    {
        writer.WriteStartArray();
        Write(writer, token.Arrivals);
        if (token.Loop is { } place)
        {
            Write(writer, place);
        }

        writer.WriteEndArray();
    }

    public static Token ReadToken(JsonElement row) => new(ReadArrivals(row[0]), row.GetArrayLength() > 1 ? ReadPlace(row[1]) : null);

    public static void Write(Utf8JsonWriter writer, EachState each)
    {
        writer.WriteStartObject("each");
        writer.WriteBoolean("begun", each.HasBegun);
        Rows(writer, "runs", each.Runs, writer.WriteNumberValue);
        Rows(writer, "stack", each.Stack, arrivals => Write(writer, arrivals));
        Rows(writer, "slots", each.Slots, slot => Row(writer, [slot.Node, slot.Ports.Length], [.. slot.Ports.Index().Where(port => port.Item is not null).SelectMany(port => new[] { port.Index, port.Item!.Value.Edge, port.Item.Value.Run, port.Item.Value.Count })]));
        Rows(writer, "inputs", each.Inputs, row => Row(writer, [row.Key.Node, row.Key.Run], Flat(row.Value)));
        Rows(writer, "loops", each.Loops, row =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(row.Key);
            Write(writer, row.Value);
            writer.WriteEndArray();
        });
        Rows(writer, "deliveries", each.Deliveries, row => Row(writer, [row.Key, row.Value], []));
        Rows(writer, "uses", each.Uses, row => Row(writer, [row.Key.Node, row.Key.Run, row.Value], []));
        if (each.Gone.Count > 0)
        {
            writer.WriteStartObject("gone");
            foreach (var (id, runs) in each.Gone)
            {
                writer.WriteNumber(id, runs);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static EachState Read(JsonElement json)
    {
        var runs = Numbers(json.GetProperty("runs"));
        var each = new EachState(runs.Length) { HasBegun = json.GetProperty("begun").GetBoolean() };
        runs.CopyTo(each.Runs, 0);
        each.Stack.AddRange(json.GetProperty("stack").EnumerateArray().Select(ReadArrivals));
        foreach (var row in json.GetProperty("slots").EnumerateArray().Select(Numbers))
        {
            var ports = new Arrival?[row[1]];
            for (var i = 2; i < row.Length; i += 4)
            {
                ports[row[i]] = new(row[i + 1], row[i + 2], row[i + 3]);
            }

            each.Slots.Add(new(row[0], ports));
        }

        foreach (var row in json.GetProperty("inputs").EnumerateArray().Select(Numbers))
        {
            each.Inputs[(row[0], row[1])] = Arrivals(row[2..]);
        }

        foreach (var row in json.GetProperty("loops").EnumerateArray())
        {
            each.Loops[row[0].GetInt32()] = ReadPlace(row[1]);
        }

        foreach (var row in json.GetProperty("deliveries").EnumerateArray().Select(Numbers))
        {
            each.Deliveries[row[0]] = row[1];
        }

        foreach (var row in json.GetProperty("uses").EnumerateArray().Select(Numbers))
        {
            each.Uses[(row[0], row[1])] = row[2];
        }

        foreach (var row in json.TryGetProperty("gone", out var gone) ? gone.EnumerateObject().ToList() : [])
        {
            each.Gone[row.Name] = row.Value.GetInt32();
        }

        return each;
    }

    private static void Write(Utf8JsonWriter writer, LoopPlace place) =>
        Row(writer, [place.Start, place.BatchSize, place.IsDone ? 1 : 0], Flat(place.Arrivals));

    private static LoopPlace ReadPlace(JsonElement row)
    {
        var numbers = Numbers(row);
        return new(numbers[0], Arrivals(numbers[3..]), numbers[1]) { IsDone = numbers[2] == 1 };
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Arrival> arrivals) => Row(writer, [], Flat(arrivals));

    private static Arrival[] ReadArrivals(JsonElement row) => Arrivals(Numbers(row));

    private static int[] Flat(IReadOnlyList<Arrival> arrivals) => [.. arrivals.SelectMany(arrival => new[] { arrival.Edge, arrival.Run, arrival.Count })];

    private static Arrival[] Arrivals(int[] flat) => [.. flat.Chunk(3).Select(part => new Arrival(part[0], part[1], part[2]))];

    private static int[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(number => number.GetInt32())];

    private static void Row(Utf8JsonWriter writer, int[] first, int[] rest)
    {
        writer.WriteStartArray();
        foreach (var number in first.Concat(rest))
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void Rows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            write(row);
        }

        writer.WriteEndArray();
    }
}
