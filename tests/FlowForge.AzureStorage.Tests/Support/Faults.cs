using Azure.Core;
using Azure.Core.Pipeline;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>What may happen to a call on its way.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The service does what it was asked, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The service says that another writer came first, though none did.</summary>
    Race,

    /// <summary>The service is busy and says when to come back.</summary>
    Busy,

    /// <summary>The service gets the call twice.</summary>
    Twice,

    /// <summary>Half of a content is uploaded and stays.</summary>
    Torn,
}

/// <summary>
/// Breaks calls between the client and the emulator: one in six, as a seeded order says, and of one call the first two attempts at most, so that what
/// the client tries again comes through.
/// </summary>
/// <param name="seed">Decides which calls break.</param>
/// <param name="only">The one fault to make; null: all.</param>
internal sealed class Faults(int seed, Fault? only = null) : HttpPipelinePolicy
{
    private const string Attempts = "FlowForge.Attempts";
    private static readonly Fault[] All = [Fault.AnswerLost, Fault.Race, Fault.Busy, Fault.Twice, Fault.Torn];
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>All faults in an order of this moment, whose seed is printed.</summary>
    public static Faults Seeded()
    {
        var seed = Seeds.First();
        Console.WriteLine($"Faults are made by seed {seed}.");
        return new(seed);
    }

    /// <summary>Faults made so far.</summary>
    public int Made { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        switch (Choose(message))
        {
            case Fault.Busy:
                message.Response = new MadeResponse(503, ("retry-after-ms", "3"));
                break;
            case Fault.Race:
                message.Response = new MadeResponse(412);
                break;
            case Fault.AnswerLost:
                await ProcessNextAsync(message, pipeline);
                throw new IOException("The answer was lost.");
            case Fault.Torn:
                await TearAsync(message, pipeline);
                throw new IOException("The upload broke.");
            case Fault.Twice:
                await ProcessNextAsync(message, pipeline);
                await ProcessNextAsync(message, pipeline);
                break;
            default:
                await ProcessNextAsync(message, pipeline);
                break;
        }
    }

    private Fault Choose(HttpMessage message)
    {
        lock (_gate)
        {
            var attempts = message.TryGetProperty(Attempts, out var made) ? (int)made! : 0;
            message.SetProperty(Attempts, attempts + 1);
            var fault = attempts < 2 && _random.Next(6) == 0 ? only ?? All[_random.Next(All.Length)] : Fault.None;
            fault = IsPossible(message, fault) ? fault : Fault.None;
            Made += fault == Fault.None ? 0 : 1;
            return fault;
        }
    }

    private static bool IsPossible(HttpMessage message, Fault fault)
    {
        var (isRead, isBatch) = (message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head, message.Request.Method == RequestMethod.Post);
        return fault switch
        {
            Fault.Race => isBatch && message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal),
            Fault.AnswerLost or Fault.Twice => !isRead,
            Fault.Torn => message.Request.Method == RequestMethod.Put && message.Request.Uri.Path.Contains("family", StringComparison.Ordinal),
            _ => true,
        };
    }

    private static async Task TearAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var whole = message.Request.Content!;
        using var buffer = new MemoryStream();
        await whole.WriteToAsync(buffer, default);
        var half = buffer.ToArray()[..(int)(buffer.Length / 2)];
        message.Request.Content = RequestContent.Create(half);
        message.Request.Headers.SetValue("Content-Length", half.Length.ToString());
        message.Request.Headers.Remove("Content-MD5");
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            message.Request.Content = whole;
            message.Request.Headers.SetValue("Content-Length", buffer.Length.ToString());
        }
    }
}
