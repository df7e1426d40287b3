using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Runs a few scripts of every kind at start, so that the first real one does not pay for compiling the interpreter.</summary>
internal static class WarmUp
{
    private const int Rounds = 3;

    private static readonly (SourceKind Kind, string Text, string[] Globals)[] Samples =
    [
        (SourceKind.PerItem, "(function(){const t = [1, 2].map(x => x * 2); return { ...$json, total: $json.a + 1, text: `${$json.b}!`, t }\n})", []),
        (SourceKind.AllItems, "(function(){return $input.all().filter(i => i.json.a > 0).map(i => ({ json: { ...i.json } }))\n})", ["$input"]),
        (SourceKind.Expressions, "[()=>($json.a + 1\n),()=>($json.b.toUpperCase()\n),]", []),
    ];

    /// <summary>Runs them; their results go nowhere.</summary>
    public static void Run()
    {
        var sources = new SourceTable();
        var reserve = new EngineReserve();
        var silent = new Silent();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (index, sample) in Samples.Index())
            {
                sources.Add(Define(index, sample));
                new JobRun(Job(index), sources, reserve, silent).Run(CancellationToken.None);
            }
        }
    }

    private static Frame Define(int id, (SourceKind Kind, string Text, string[] Globals) sample)
    {
        var writer = FrameWriter.Begin(FrameKind.Define, id);
        writer.AddHeader(new SourceHeader(sample.Kind, sample.Globals, false, [false, true]), HeaderJson.Default.SourceHeader);
        writer.AddSection(System.Text.Encoding.UTF8.GetBytes(sample.Text));
        return Frame.Read(new MemoryStream(writer.End().ToArray()))!;
    }

    private static Frame Job(int source)
    {
        var writer = FrameWriter.Begin(FrameKind.Job, 1);
        var step = new StepHeader { Source = source, Node = "warm-up", TimeoutMs = 10_000, Only = [0, 1] };
        writer.AddHeader(new JobHeader([step], [2], false, []), HeaderJson.Default.JobHeader);
        writer.AddSection("{}"u8);
        writer.AddSection("""[{"a":1,"b":"x"},{"a":2.5,"b":"y"}]"""u8);
        return Frame.Read(new MemoryStream(writer.End().ToArray()))!;
    }

    private sealed class Silent : ISandboxHost
    {
        public void Emit(int job, IReadOnlyList<ReadOnlyMemory<byte>> frame, bool isLast)
        {
        }

        public ReadOnlyMemory<byte> Fetch(int job, FetchHeader request, CancellationToken cancellation) =>
            throw new NotSupportedException("The samples ask for nothing.");
    }
}
