using FlowForge.Simulation.Faults;

namespace FlowForge.Simulation;

/// <summary>What came of a shape: played in peace for what has to come of it, and then with everything that may go wrong.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Hash">Hash of its history.</param>
/// <param name="Wrongs">What must not have been.</param>
/// <param name="World">The world, once it is over.</param>
internal sealed record Verdict(Shape Shape, string Hash, IReadOnlyList<string> Wrongs, World World)
{
    public bool IsRed => Wrongs.Count > 0;

    public static Verdict Of(Shape shape, TextWriter? log = null)
    {
        var calm = new World(shape, isCalm: true).Run();
        var world = new World(shape);
        world.Turns.History.Log = log;
        world.Run();
        List<string> wrongs = [.. calm.Audit.Wrongs.Select(wrong => $"in peace: {wrong}"), .. world.Audit.Wrongs];
        if (wrongs.Count == 0)
        {
            var (expected, found) = (calm.Scenes.SelectMany(scene => scene.SameLines).ToList(), world.Scenes.SelectMany(scene => scene.SameLines).ToList());
            wrongs.AddRange(expected.Except(found).Select(line => $"missing: {line}"));
            wrongs.AddRange(found.Except(expected).Select(line => $"too many: {line}"));
        }

        return new(shape, world.Turns.History.Hash, wrongs, world);
    }
}
