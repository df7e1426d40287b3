using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>The binaries of one run's family. What is written here can be named by items of the run and of its forks, and by nobody else.</summary>
public interface IBinaries
{
    /// <summary>Begins a binary whose bytes are written piece by piece. Nothing names it before <see cref="BinaryDraft.CompleteAsync"/>.</summary>
    /// <param name="mime">Its media type; parameters are left out, and what is no type becomes <see cref="MediaTypes.Unknown"/>.</param>
    /// <param name="fileName">Its file name; directories and control characters are left out. Null for none.</param>
    BinaryDraft Create(string? mime, string? fileName);

    /// <summary>Keeps a stream to its end. Failure: <see cref="BinaryFailures.TooLarge"/>.</summary>
    ValueTask<Outcome<BinaryRef>> WriteAsync(Stream content, string? mime, string? fileName, CancellationToken cancellation);

    /// <summary>Opens a binary of the family for reading, from its start, seekable. Failure: <see cref="BinaryFailures.Unknown"/>.</summary>
    ValueTask<Outcome<BinaryContent>> OpenAsync(string reference, CancellationToken cancellation);
}
