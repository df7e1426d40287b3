using FlowForge.Core.Telemetry;
using FlowForge.Local.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FlowForge.Local.Hosting;

/// <summary>
/// Sends traces and metrics to a collector, when a setting names one. OpenTelemetry's own variables (<c>OTEL_…</c>) say all else: headers, sampling,
/// the service's name, the interval of metrics.
/// </summary>
internal sealed class Otlp : IDisposable
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Otlp(Uri? collector)
    {
        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES outrank it.
        var resource = ResourceBuilder.CreateEmpty().AddService("flowforge").AddTelemetrySdk().AddEnvironmentVariableDetector();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(FlowForgeMeter.Name)
            .AddOtlpExporter(options => To(options, collector, "v1/traces"))
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(FlowForgeMeter.Name, "System.Runtime")
            .AddOtlpExporter(options => To(options, collector, "v1/metrics"))
            .Build();
    }

    /// <summary>Begins to send; null when nothing asks for it.</summary>
    public static Otlp? Begin(LocalSettings settings) =>
        settings.Otlp is { } collector ? new(collector)
        : Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 } ? new((Uri?)null)
        : null;

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public void Dispose()
    {
        traces.Shutdown(2_000);
        metrics.Shutdown(2_000);
        traces.Dispose();
        metrics.Dispose();
    }

    // Where nothing says otherwise it is HTTP, as OpenTelemetry recommends; the library's own default is gRPC.
    private static void To(OtlpExporterOptions options, Uri? collector, string path)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(ProtocolVariable)))
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        if (collector is not null)
        {
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new($"{collector.AbsoluteUri.TrimEnd('/')}/{path}") : collector;
        }
    }
}
