using FlowForge.Simulation.Faults;

namespace FlowForge.Simulation;

/// <summary>Makes a red shape smaller for as long as it stays red: fewer scenes, fewer faults, fewer nodes.</summary>
internal static class Shrinking
{
    private const int MostTries = 300;

    public static Verdict Smallest(Verdict red)
    {
        var tries = 0;
        bool IsRed(Shape shape)
        {
            if (++tries > MostTries || Verdict.Of(shape) is not { IsRed: true } smaller)
            {
                return false;
            }

            red = smaller;
            return true;
        }

        for (var before = -1; before != tries && tries < MostTries;)
        {
            before = tries;
            var (shape, faults) = (red.Shape, red.World.Faults.Count);
            for (var scene = 0; scene < 3; scene++)
            {
                _ = !red.Shape.Absent.Contains(scene) && red.World.Scenes.Count > 1 && IsRed(red.Shape with { Absent = red.Shape.Absent.Add(scene) });
            }

            for (var most = 0; most < faults && !IsRed(red.Shape with { MostFaults = most });)
            {
                most = most == 0 ? 1 : most * 2;
            }

            for (var fault = red.World.Faults.Count - 1; fault >= 0; fault--)
            {
                _ = !red.Shape.Dropped.Contains(fault) && IsRed(red.Shape with { Dropped = red.Shape.Dropped.Add(fault) });
            }

            for (var nodes = 3; nodes < 14 && red.Shape.MostNodes > nodes && !IsRed(red.Shape with { MostNodes = nodes }); nodes += 3)
            {
            }

            if (red.Shape == shape)
            {
                break;
            }
        }

        return red;
    }
}
