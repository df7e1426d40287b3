namespace FlowForge.Simulation.Scenes;

/// <summary>Which scenes a world plays, side by side.</summary>
internal static class Casting
{
    public static IReadOnlyList<Scene> Draw(World world, Random random)
    {
        if (random.Next(25) == 0)
        {
            return [new PoisonScene(world, 0)];
        }

        var scenes = new List<Scene>();
        for (var (i, count) = (0, 1 + random.Next(3)); i < count; i++)
        {
            // Drawn in any case, so that a scene that is left out changes no other.
            var own = new Random(random.Next());
            if (!world.Shape.Absent.Contains(i))
            {
                scenes.Add(One(world, i, own));
            }
        }

        return scenes;
    }

    private static Scene One(World world, int number, Random random) => random.Next(10) switch
    {
        < 3 => new GraphScene(world, number, random),
        3 => new CrowdScene(world, number, random),
        4 => new ScheduleScene(world, number, random),
        _ => new DrawnScene(world, number, Scripts.All[random.Next(Scripts.All.Length)], random),
    };
}
