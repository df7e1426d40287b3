using System.Globalization;
using FlowForge.Core.Driven;
using FlowForge.Core.Model;

namespace FlowForge.Durable.Places;

/// <summary>Lines, what they are told and what they say, as short texts: a line of 10,000 runs is half a megabyte. Ids of runs are letters and digits.</summary>
public static class LineText
{
    /// <summary>A line; null of one that is empty and knows nothing.</summary>
    public static string? Write(PlaceLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Seats.Count == 0 && line.Left.Count == 0 ? null
            : $"{string.Join(';', line.Seats.Select(Seat))}|{string.Join(';', line.Left.Select(static left => $"{left.RunId},{(int)left.Why}"))}";
    }

    /// <summary>The line of a text; an empty one of null.</summary>
    public static PlaceLine Read(string? text)
    {
        var parts = (text ?? "|").Split('|');
        return new(
            Rows(parts[0]).Select(static row => new LineSeat(row[0], Long(row[1]), Int(row[2]), (WhenBusy)Int(row[3]), (LineSeatState)Int(row[4]))),
            Rows(parts[1]).Select(static row => (row[0], (PlaceEnd)Int(row[1]))));
    }

    /// <summary>What a line is told.</summary>
    public static string Write(PlaceMessage message) => message switch
    {
        PlaceMessage.Ask ask => string.Create(CultureInfo.InvariantCulture, $"ask,{ask.RunId},{ask.Turn},{ask.Limit},{(int)ask.WhenBusy}"),
        PlaceMessage.Leave leave => $"leave,{leave.RunId}",
        PlaceMessage.Withdraw withdraw => $"withdraw,{withdraw.RunId}",
        PlaceMessage.Tidy => "tidy",
        _ => throw new InvalidOperationException($"No text of {message}."),
    };

    /// <summary>The message of a text.</summary>
    public static PlaceMessage ReadMessage(string text) => (text ?? "").Split(',') switch
    {
        ["ask", var run, var turn, var limit, var busy] => new PlaceMessage.Ask(run, Long(turn), Int(limit), (WhenBusy)Int(busy)),
        ["leave", var run] => new PlaceMessage.Leave(run),
        ["withdraw", var run] => new PlaceMessage.Withdraw(run),
        ["tidy"] => new PlaceMessage.Tidy(),
        _ => throw new FormatException($"'{text}' is nothing that a line is told."),
    };

    /// <summary>What a line says.</summary>
    public static string Write(PlaceAct act) => act switch
    {
        PlaceAct.Begin begin => $"begin,{begin.RunId}",
        PlaceAct.Stop stop => $"stop,{stop.RunId}",
        PlaceAct.End end => $"end,{end.RunId},{(int)end.Why}",
        _ => throw new InvalidOperationException($"No text of {act}."),
    };

    /// <summary>The act of a text.</summary>
    public static PlaceAct ReadAct(string text) => (text ?? "").Split(',') switch
    {
        ["begin", var run] => new PlaceAct.Begin(run),
        ["stop", var run] => new PlaceAct.Stop(run),
        ["end", var run, var why] => new PlaceAct.End(run, (PlaceEnd)Int(why)),
        _ => throw new FormatException($"'{text}' is nothing that a line says."),
    };

    private static string Seat(LineSeat seat) =>
        string.Create(CultureInfo.InvariantCulture, $"{seat.RunId},{seat.Turn},{seat.Limit},{(int)seat.WhenBusy},{(int)seat.State}");

    private static IEnumerable<string[]> Rows(string text) => text.Length == 0 ? [] : text.Split(';').Select(static row => row.Split(','));

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
