using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>A running worker: its pipes, its memory, its end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MaxErrorText = 4_000;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Lock _writing = new();
    private readonly StringBuilder _errors = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
        process.ErrorDataReceived += (_, line) => KeepError(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Its operating-system id.</summary>
    public int Id => _process.Id;

    /// <summary>What it has been told.</summary>
    public ToldSources Sources { get; } = new();

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote on its error stream, cut.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts one. It gets no variable of the host's environment.</summary>
    /// <param name="workerPath">Its assembly.</param>
    /// <param name="exited">Called when it has ended, from any thread.</param>
    public static WorkerProcess Start(string workerPath, Action exited)
    {
        var start = StartInfo(workerPath);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => exited();
        InheritedHandles.Keep();
        process.Start();
        return new(process);
    }

    /// <summary>What a worker allocates before it collects: 8 MB.</summary>
    private const int GarbageBytes = 8 * 1024 * 1024;

    /// <summary>How a worker is started: without a variable of the host's environment.</summary>
    internal static ProcessStartInfo StartInfo(string workerPath)
    {
        var start = new ProcessStartInfo
        {
            FileName = RuntimeHost(),
            WorkingDirectory = Path.GetDirectoryName(workerPath),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.ArgumentList.Add(workerPath);
        start.Environment.Clear();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        // Engines live for one step. The runtime would collect after each 256 KB where a machine hides its caches, a quarter of a worker's time.
        start.Environment["DOTNET_GCgen0size"] = GarbageBytes.ToString("x", CultureInfo.InvariantCulture);
        if (OperatingSystem.IsWindows())
        {
            // Without it no socket or cryptography call of the runtime itself works there.
            start.Environment["SystemRoot"] = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        }

        return start;
    }

    /// <summary>Sends one message.</summary>
    public void Write(ReadOnlySpan<byte> frames)
    {
        lock (_writing)
        {
            _input.Write(frames);
            _input.Flush();
        }
    }

    /// <summary>The next frame, or null when the process has ended.</summary>
    public Frame? Read() => Frame.Read(_output);

    /// <summary>Bytes of memory it holds; 0 when that cannot be told.</summary>
    public long ResidentBytes()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var fields = File.ReadAllText($"/proc/{Id}/statm").Split(' ');
                return long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            }

            _process.Refresh();
            return _process.WorkingSet64;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>Asks it to end by closing its input; <see cref="Kill"/> when it does not within <paramref name="patience"/>.</summary>
    public void Stop(TimeSpan patience)
    {
        try
        {
            _input.Close();
        }
        catch (IOException)
        {
            // The pipe broke: it is ending.
        }

        if (!_process.WaitForExit(patience))
        {
            Kill();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _output.Dispose();
        _process.Dispose();
    }

    private void KeepError(string? line)
    {
        lock (_errors)
        {
            if (line is not null && _errors.Length < MaxErrorText)
            {
                _errors.AppendLine(line);
            }
        }
    }

    /// <summary>The program that runs .NET assemblies: the one this host itself runs on.</summary>
    private static string RuntimeHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
