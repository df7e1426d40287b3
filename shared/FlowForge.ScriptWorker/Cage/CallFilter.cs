using System.Runtime.InteropServices;

namespace FlowForge.ScriptWorker.Cage;

/// <summary>
/// Calls of the kernel that this process may not make any more, on any of its threads (seccomp): a socket, another program, another process, a look into
/// one, a file that is written, named or deleted, and what has opened doors in kernels before. They fail with "not permitted".
/// </summary>
internal static unsafe class CallFilter
{
    private const int SetNoNewPrivileges = 38;
    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x00050000 | 1;
    private const uint NotThere = 0x00050000 | 38;
    private const uint KillProcess = 0x80000000;
    private const uint CloneThread = 0x10000;
    private const uint Writing = 0x1 | 0x2 | 0x40 | 0x200 | 0x400;   // O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND
    private const int OffsetOfArchitecture = 4;
    private const int OffsetOfArguments = 16;

    /// <summary>Closes the filter behind this process. False where the kernel has none, or this machine is of another kind.</summary>
    public static bool Close()
    {
        var program = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => Program(0xC000003E, KernelCalls.X64),
            Architecture.Arm64 => Program(0xC00000B7, KernelCalls.Arm64),
            _ => [],
        };
        if (program.Length == 0 || Libc.Prctl(SetNoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            return false;
        }

        fixed (Instruction* first = program)
        {
            var filter = new Filter { Length = (ushort)program.Length, First = first };

            // Mode "filter", for all threads at once.
            return Libc.Call(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 317 : 277, 1, 1, (nint)(&filter), 0) == 0;
        }
    }

    /// <summary>The filter as the kernel runs it: one comparison after the other, the first that fits answers.</summary>
    private static Instruction[] Program(uint architecture, KernelCalls calls)
    {
        List<Instruction> program =
        [
            Instruction.Load(OffsetOfArchitecture), Instruction.IfIs(architecture, 1, 0), Instruction.Answer(KillProcess),
            Instruction.Load(0), Instruction.IfAtLeast(0x40000000, 0, 1), Instruction.Answer(KillProcess),
        ];
        foreach (var denied in calls.Denied)
        {
            program.AddRange([Instruction.IfIs((uint)denied, 0, 1), Instruction.Answer(NotPermitted)]);
        }

        foreach (var absent in calls.Absent)
        {
            program.AddRange([Instruction.IfIs((uint)absent, 0, 1), Instruction.Answer(NotThere)]);
        }

        // A new thread is one of this process; all else is a new process.
        program.AddRange(
        [
            Instruction.IfIs((uint)calls.NewThread, 0, 4), Instruction.Load(OffsetOfArguments), Instruction.IfHasAny(CloneThread, 1, 0),
            Instruction.Answer(NotPermitted), Instruction.Answer(Allow),
        ]);
        foreach (var (open, argument) in calls.Opens)
        {
            program.AddRange(
            [
                Instruction.IfIs((uint)open, 0, 4), Instruction.Load(OffsetOfArguments + (8 * argument)), Instruction.IfHasAny(Writing, 0, 1),
                Instruction.Answer(NotPermitted), Instruction.Answer(Allow),
            ]);
        }

        program.Add(Instruction.Answer(Allow));
        return [.. program];
    }

    private struct Filter
    {
        public ushort Length;
        public Instruction* First;
    }

    /// <summary>One step of the kernel's little machine (classic BPF).</summary>
    private struct Instruction
    {
        public ushort Code;
        public byte IfTrue;
        public byte IfFalse;
        public uint Value;

        public static Instruction Load(int offset) => new() { Code = 0x20, Value = (uint)offset };

        public static Instruction IfIs(uint value, byte yes, byte no) => new() { Code = 0x15, IfTrue = yes, IfFalse = no, Value = value };

        public static Instruction IfAtLeast(uint value, byte yes, byte no) => new() { Code = 0x35, IfTrue = yes, IfFalse = no, Value = value };

        public static Instruction IfHasAny(uint bits, byte yes, byte no) => new() { Code = 0x45, IfTrue = yes, IfFalse = no, Value = bits };

        public static Instruction Answer(uint action) => new() { Code = 0x06, Value = action };
    }
}
