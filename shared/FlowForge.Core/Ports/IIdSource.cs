namespace FlowForge.Core.Ports;

/// <summary>Where new ids come from.</summary>
public interface IIdSource
{
    /// <summary>A new run id: 26 characters of lower-case base32 (Crockford), 48 bits of milliseconds then 80 random bits, so that ids sort by time.</summary>
    string NewRunId();

    /// <summary>A new 128-bit token, URL-safe.</summary>
    string NewToken();
}
