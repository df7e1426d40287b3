namespace FlowForge.Scripting.Sandbox;

/// <summary>Engines made while there is nothing else to do. Used by one thread.</summary>
/// <param name="most">Plain engines to keep ready.</param>
internal sealed class EngineReserve(int most = 16)
{
    private readonly Stack<SandboxEngine> _plain = new();
    private SandboxEngine? _withLuxon;
    private bool _wantsLuxon;

    /// <summary>Engines that are ready.</summary>
    public int Count => _plain.Count;

    /// <summary>A fresh engine; nobody else gets it. One for Luxon has it loaded already, if there was time.</summary>
    public SandboxEngine Take(bool withLuxon)
    {
        if (!withLuxon)
        {
            return _plain.TryPop(out var ready) ? ready : SandboxEngine.Create();
        }

        // Kept ready only once a script has asked, since Luxon makes an engine large.
        _wantsLuxon = true;
        var engine = _withLuxon ?? SandboxEngine.Create();
        _withLuxon = null;
        return engine;
    }

    /// <summary>Makes one more engine; false when enough are ready.</summary>
    public bool Fill()
    {
        if (_plain.Count < most)
        {
            _plain.Push(SandboxEngine.Create());
            return true;
        }

        if (!_wantsLuxon || _withLuxon is not null)
        {
            return false;
        }

        _withLuxon = SandboxEngine.Create();
        _withLuxon.LoadLuxon();
        return true;
    }
}
