using System.Text;
using FlowForge.Core;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Console output of one step, up to <see cref="Limits.ConsoleLength"/> characters.</summary>
internal sealed class ConsoleBuffer
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether there is still room.</summary>
    public bool HasRoom => _text.Length < Limits.ConsoleLength;

    /// <summary>Adds a line.</summary>
    public void Add(string level, string line)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        if (level is "warn" or "error")
        {
            _text.Append(level).Append(": ");
        }

        _text.Append(line, 0, Math.Min(line.Length, Limits.ConsoleLength));
        if (_text.Length >= Limits.ConsoleLength)
        {
            _text.Length = Limits.ConsoleLength - 1;
            _text.Append('…');
        }
    }

    /// <summary>The text, or null when there is none.</summary>
    public override string? ToString() => _text.Length == 0 ? null : _text.ToString();
}
