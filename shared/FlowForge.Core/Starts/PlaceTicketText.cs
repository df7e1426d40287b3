using System.Globalization;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Starts;

/// <summary>A ticket as stores keep it: <c>number|key/limit/whenBusy</c>, once or twice.</summary>
public static class PlaceTicketText
{
    /// <summary>The text of a ticket; null of none.</summary>
    public static string? Write(PlaceTicket? ticket) => ticket is null ? null
        : string.Join('|', ticket.Claims.Select(Text).Prepend(ticket.Number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The ticket of a text; null of none.</summary>
    public static PlaceTicket? Read(string? text) => text?.Split('|') switch
    {
        null => null,
        [var number, var first] => new(Number(number), Claim(first)),
        [var number, var first, var second] => new(Number(number), Claim(first), Claim(second)),
        _ => throw new StoreFault($"'{text}' is no ticket."),
    };

    private static string Text(PlaceClaim claim) => string.Create(CultureInfo.InvariantCulture, $"{claim.Key}/{claim.Limit}/{claim.WhenBusy}");

    private static PlaceClaim Claim(string text) => text.Split('/') is [var key, var limit, var busy]
        ? new(key, (int)Number(limit), Enum.Parse<WhenBusy>(busy))
        : throw new StoreFault($"'{text}' is no claim to a place.");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
