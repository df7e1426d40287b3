using System.Diagnostics;
using System.Globalization;
using FlowForge.Simulation.Faults;
using FlowForge.Simulation.Scheduling;

namespace FlowForge.Simulation;

/// <summary>
/// <c>run FIRST COUNT</c> plays seeds and says which are red; <c>first FIRST COUNT</c> ends at the first; <c>hash FIRST COUNT</c> says the hash of each history; <c>show SHAPE</c> writes one history down;
/// <c>journal SHAPE RUN</c> what is recorded of a run in the end; <c>golden FOLDER</c> keeps histories; <c>shrink SEED</c> makes a red one smaller. Exit code 1 when one was red.
/// </summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (!OneThread.IsHere)
        {
            using var again = Process.Start(OneThread.Again(arguments))!;
            again.WaitForExit();
            return again.ExitCode;
        }

        switch (arguments)
        {
            case ["run", var first, var count]:
                return Play(Number(first), Number(count), hashes: false);
            case ["hash", var first, var count]:
                return Play(Number(first), Number(count), hashes: true);
            case ["first", var first, var count]:
                return First(Number(first), Number(count));
            case ["show", var shape]:
                return Say(Verdict.Of(Shape.Parse(shape), Console.Out));
            case ["journal", var shape, var run]:
                var verdict = Verdict.Of(Shape.Parse(shape));
                foreach (var row in verdict.World.Disk.Runs.ReadSegmentsAsync(run, 0, 1_000, default).AsTask().Result)
                {
                    Console.WriteLine($"{row.Ordinal} {System.Text.Encoding.UTF8.GetString(row.Content.Span)}");
                }

                return Say(verdict);
            case ["golden", var folder]:
                return Keep(folder);
            case ["shrink", var seed]:
                return Say(Shrinking.Smallest(Verdict.Of(new(Number(seed)))));
            default:
                Console.Error.WriteLine("run FIRST COUNT | first FIRST COUNT | hash FIRST COUNT | show SHAPE | journal SHAPE RUN | golden FOLDER | shrink SEED");
                return 2;
        }
    }

    /// <summary>Keeps a history of each drawn scene and of some others.</summary>
    private static int Keep(string folder)
    {
        Directory.CreateDirectory(folder);
        var kept = new Dictionary<string, int>();
        for (var seed = 1; seed <= 1_500; seed++)
        {
            var world = new World(new(seed)).Run();
            foreach (var scene in world.Scenes.Where(scene => kept.GetValueOrDefault(scene.Title) < scene.Kept))
            {
                foreach (var run in world.Disk.All().Where(run => run.WorkflowId == scene.Workflows.First().Id).Take(1))
                {
                    if (Golden.KeptHistory.Of(world, run) is { } history)
                    {
                        var number = kept[scene.Title] = kept.GetValueOrDefault(scene.Title) + 1;
                        File.WriteAllText(Path.Combine(folder, $"{scene.Title}-{number}.json"), history.Text());
                    }
                }
            }
        }

        Console.WriteLine($"{kept.Values.Sum()} histories");
        return 0;
    }

    /// <summary>The first that is red, as it is.</summary>
    private static int First(int first, int count)
    {
        var watchdog = new Watchdog();
        for (var seed = first; seed < first + count; seed++)
        {
            watchdog.Begins(seed - first + 1);
            if (Verdict.Of(new(seed)) is { IsRed: true } red)
            {
                Console.WriteLine($"world {seed - first + 1}: {red.Wrongs[0].Split('\n')[0]}");
                return 1;
            }
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int Play(int first, int count, bool hashes)
    {
        var (watch, red, totals) = (Stopwatch.StartNew(), 0, new Totals());
        for (var seed = first; seed < first + count; seed++)
        {
            var verdict = Verdict.Of(new(seed));
            totals.Add(verdict);
            if (hashes)
            {
                Console.WriteLine($"{seed} {verdict.Hash}");
            }

            if (verdict.IsRed)
            {
                red++;
                Say(red <= 3 ? Shrinking.Smallest(verdict) : verdict);
                if (red == 10)
                {
                    Console.WriteLine("Ten are enough.");
                    break;
                }
            }
        }

        Console.WriteLine($"{totals}; {red} red; {watch.Elapsed.TotalSeconds:0.0} s");
        return red > 0 ? 1 : 0;
    }

    private static int Say(Verdict verdict)
    {
        Console.WriteLine(verdict.IsRed ? $"RED {verdict.Shape.Seed}, smallest: {verdict.Shape}" : $"green {verdict.Shape} {verdict.Hash}");
        foreach (var scene in verdict.World.Scenes)
        {
            Console.WriteLine($"  plays {scene.Name}");
        }

        foreach (var wrong in verdict.Wrongs.Take(12))
        {
            Console.WriteLine($"  {wrong}");
        }

        return verdict.IsRed ? 1 : 0;
    }
}
