using System.Diagnostics;
using System.Text;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>
/// Rounds of a fuzzer. <c>FLOWFORGE_SEED</c> says where they begin, <c>FLOWFORGE_FUZZ</c> how many times as many there are (see <c>tests/fuzz/run</c>).
/// What a round finds becomes a file of <c>tests/corpus</c> or a test of its own.
/// </summary>
public static class RandomRounds
{
    /// <summary>Processor time of this thread that one round may take. Ten times what is promised of a document: rounds share their machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs them; the first that throws or takes long ends the test with its seed and its input.</summary>
    /// <param name="rounds">How many in a short run.</param>
    /// <param name="input">Draws the input of a round.</param>
    /// <param name="round">Tries it.</param>
    public static void Run(int rounds, Func<Random, byte[]> input, Action<byte[]> round)
    {
        var first = Seeds.First();
        var times = int.TryParse(Environment.GetEnvironmentVariable("FLOWFORGE_FUZZ"), out var more) ? more : 1;
        for (var seed = first; seed < first + (rounds * times); seed++)
        {
            var drawn = input(new Random(seed));
            var began = Stopwatch.GetTimestamp();
            try
            {
                round(drawn);
            }
            catch (Exception found)
            {
                throw new Xunit.Sdk.XunitException($"Seed {seed}: {found}\nInput (base64): {Convert.ToBase64String(drawn)}\n{Encoding.UTF8.GetString(drawn)}", found);
            }

            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                // Once more: another process may have had the processor.
                began = Stopwatch.GetTimestamp();
                round(drawn);
                Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"Seed {seed} took {Stopwatch.GetElapsedTime(began)}. Input (base64): {Convert.ToBase64String(drawn)}");
            }
        }
    }
}
