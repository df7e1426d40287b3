namespace FlowForge.Scripting.Protocol;

/// <summary>
/// The conversation between host and worker over the worker's standard input and output.
/// <para>
/// A frame is: length of the rest (4 bytes, little endian), kind (1), job (4), count of sections (4), then for each section its
/// length (4) and its bytes. Section 0 is a JSON header where the table says so; the others are JSON values that only an engine reads.
/// </para>
/// <code>
/// host → worker
///   Define   job = number of the source   0 SourceHeader, 1 text
///   Forget                                 all sources, so that a worker does not grow for ever
///   Job      job                           0 JobHeader, 1 facts, then the chunks of items, binaries when there are some, look-ups
///   Skip     job                           do not begin it; when it is running, stop it
///   Reply    job                           0 the answer to its Fetch
/// worker → host
///   Ready                                  started
///   Step     job                           0 StepResult, then the chunks of items, binaries when there are some, changed states
///   Skipped  job                           a Skip has been carried out
///   Fetch    job                           0 FetchHeader; the script waits for the Reply
/// </code>
/// Jobs are carried out in the order in which they come; a job has as many Steps as its header names, or fewer when one failed.
/// A message is one write of many frames. The worker ends when its input does.
/// </summary>
internal enum FrameKind : byte
{
    Define = 1,
    Forget = 2,
    Job = 3,
    Skip = 4,
    Reply = 5,
    Ready = 64,
    Step = 65,
    Skipped = 66,
    Fetch = 67,
}
